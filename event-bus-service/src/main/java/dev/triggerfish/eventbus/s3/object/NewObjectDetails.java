package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Reads from requests what is to be kept of an object beside its bytes. */
public final class NewObjectDetails {

  /** Of names and values together, in bytes. */
  private static final int MOST_METADATA = 2048;

  private static final String DEFAULT_TYPE = "binary/octet-stream";
  private static final String OWNERS_ACL = "bucket-owner-full-control";
  private static final List<String> GRANTS =
      List.of("GrantFullControl", "GrantRead", "GrantReadACP", "GrantWriteACP");

  private NewObjectDetails() {}

  /** Of a {@code PutObject}. */
  static ObjectDetails of(PutObjectRequest request) {
    return read(request, request.expires(), request.metadata());
  }

  /** Of a {@code CopyObject} that gives the copy details of its own. */
  static ObjectDetails of(CopyObjectRequest request) {
    return read(request, request.expires(), request.metadata());
  }

  /** Of a {@code CreateMultipartUpload}. */
  public static ObjectDetails of(CreateMultipartUploadRequest request) {
    return read(request, request.expires(), request.metadata());
  }

  private static ObjectDetails read(
      SdkRequest request, @Nullable Instant expires, Map<String, String> metadata) {
    requireNoAcl(request);
    return new ObjectDetails(
        text(request, "ContentType", DEFAULT_TYPE),
        contentEncoding(request),
        text(request, "ContentDisposition", null),
        text(request, "ContentLanguage", null),
        text(request, "CacheControl", null),
        expires,
        metadata(metadata),
        ObjectTags.parse(text(request, "Tagging", null)),
        storageClass(request),
        null,
        null);
  }

  /** Throws S3's error where a request would give an object an access control list. */
  static void requireNoAcl(SdkRequest request) {
    var acl = text(request, "ACL", null);
    if ((acl != null && !acl.equals(OWNERS_ACL))
        || GRANTS.stream().anyMatch(grant -> text(request, grant, null) != null)) {
      throw S3Errors.noAcls();
    }
  }

  /** {@code aws-chunked} is how the content came, and not a part of what it is. */
  private static @Nullable String contentEncoding(SdkRequest request) {
    var encoding = text(request, "ContentEncoding", null);
    if (encoding == null) {
      return null;
    }
    var rest =
        List.of(encoding.split(",", -1)).stream()
            .map(String::strip)
            .filter(each -> !each.equalsIgnoreCase("aws-chunked") && !each.isEmpty())
            .toList();
    return rest.isEmpty() ? null : String.join(",", rest);
  }

  private static Map<String, String> metadata(Map<String, String> given) {
    var metadata = new TreeMap<String, String>();
    var size = 0;
    for (var entry : given.entrySet()) {
      metadata.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue());
      size += ObjectKey.bytes(entry.getKey()).length + ObjectKey.bytes(entry.getValue()).length;
    }
    if (size > MOST_METADATA) {
      throw AwsErrors.of(
          "MetadataTooLarge",
          400,
          "Your metadata headers exceed the maximum allowed metadata size");
    }
    return metadata;
  }

  /** The storage class that a request names; {@code STANDARD} if it names none. */
  static String storageClass(SdkRequest request) {
    var name = text(request, "StorageClass", null);
    if (name != null && StorageClass.fromValue(name) == StorageClass.UNKNOWN_TO_SDK_VERSION) {
      throw AwsErrors.of(
          "InvalidStorageClass", 400, "The storage class you specified is not valid");
    }
    return name == null ? "STANDARD" : name;
  }

  private static @Nullable String text(
      SdkRequest request, String member, @Nullable String otherwise) {
    var value = request.getValueForField(member, Object.class).map(Object::toString).orElse("");
    return value.isEmpty() ? otherwise : value;
  }
}
