package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What a copy is made of.
 *
 * @param bucket name
 * @param key of the object
 */
public record CopySource(String bucket, String key) {

  private static final String VERSION = "?versionId=";

  /** Reads {@code CopyObject}'s or {@code UploadPartCopy}'s source. */
  public static CopySource of(SdkRequest request) {
    var header = text(request, "CopySource");
    if (header != null) {
      return parse(header);
    }
    var bucket = text(request, "SourceBucket");
    var key = text(request, "SourceKey");
    if (bucket == null || key == null) {
      throw invalid();
    }
    if (text(request, "SourceVersionId") != null) {
      throw versioned();
    }
    return new CopySource(bucket, key);
  }

  /**
   * Reads the header: {@code bucket/key}, percent-encoded, with or without a slash before it.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException S3's error if it is not
   *     that
   */
  static CopySource parse(String header) {
    var version = header.lastIndexOf(VERSION);
    if (version >= 0 && !header.substring(version + VERSION.length()).equals("null")) {
      throw versioned();
    }
    var path = decode(version < 0 ? header : header.substring(0, version));
    var start = path.startsWith("/") ? 1 : 0;
    var slash = path.indexOf('/', start);
    if (path.startsWith("arn:") || slash <= start || slash == path.length() - 1) {
      throw invalid();
    }
    return new CopySource(path.substring(start, slash), path.substring(slash + 1));
  }

  /** The ARN by which reading it is allowed. */
  public String arn() {
    return Bucket.arn(bucket, key);
  }

  /** On what a copy depends. */
  public static void requireCondition(SdkRequest request, StoredObject source) {
    new ReadCondition(
            text(request, "CopySourceIfMatch"),
            text(request, "CopySourceIfNoneMatch"),
            time(request, "CopySourceIfModifiedSince"),
            time(request, "CopySourceIfUnmodifiedSince"))
        .requireOfSource(source);
  }

  private static @Nullable String text(SdkRequest request, String member) {
    return request.getValueForField(member, String.class).orElse(null);
  }

  private static @Nullable Instant time(SdkRequest request, String member) {
    return request.getValueForField(member, Instant.class).orElse(null);
  }

  /** A plus means a blank here only if it came encoded: keys may have pluses. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static RuntimeException invalid() {
    return S3Errors.invalidArgument(
        "Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
  }

  private static RuntimeException versioned() {
    return AwsErrors.of(
        "NotImplemented", 501, "Triggerfish does not simulate versions of objects yet");
  }
}
