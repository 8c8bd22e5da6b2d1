package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What a client says of the content that it sends.
 *
 * @param asked the algorithm of the checksum that the client gives or asks for, or null
 * @param expected the checksum, base64; null where the client gave none, or gives it after the
 *     content, where the wire checks it
 * @param md5 base64, or null
 */
public record ContentCheck(
    @Nullable ChecksumKind asked, @Nullable String expected, @Nullable String md5) {

  private static final int MD5_LENGTH = 16;

  /** Reads what a request says: {@code PutObject}'s or {@code UploadPart}'s. */
  public static ContentCheck of(SdkRequest request, RequestPayload payload) {
    var given =
        Arrays.stream(ChecksumKind.values()).filter(kind -> kind.given(request) != null).toList();
    if (given.size() > 1) {
      throw S3Errors.invalidRequest(
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    var md5 = request.getValueForField("ContentMD5", String.class).orElse(null);
    if (md5 != null && decodedLength(md5) != MD5_LENGTH) {
      throw S3Errors.detailed(
          "InvalidDigest", 400, "The Content-MD5 you specified was invalid.", "Content-MD5", md5);
    }
    if (given.isEmpty()) {
      return new ContentCheck(announced(request, payload), null, md5);
    }
    var kind = given.getFirst();
    var value = kind.given(request);
    if (value == null || decodedLength(value) != kind.length()) {
      throw S3Errors.invalidRequest("Value for " + kind.header() + " header is invalid.");
    }
    return new ContentCheck(kind, value, md5);
  }

  private static @Nullable ChecksumKind announced(SdkRequest request, RequestPayload payload) {
    var trailers = payload.checksumAlgorithms();
    return trailers.isEmpty() ? named(request) : ChecksumKind.named(trailers.iterator().next());
  }

  /** The algorithm that a request asks for by name, or null. */
  static @Nullable ChecksumKind named(SdkRequest request) {
    var name = request.getValueForField("ChecksumAlgorithm", Object.class).map(Object::toString);
    if (name.isEmpty()) {
      return null;
    }
    var kind = ChecksumKind.named(name.get());
    if (kind == null) {
      throw unsupported();
    }
    return kind;
  }

  /** The error of an algorithm that there is not. */
  public static RuntimeException unsupported() {
    return S3Errors.invalidRequest(
        "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
            + " [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
  }

  /** The algorithm by which the content is known: the client's, or else S3's own. */
  public ChecksumKind kind() {
    return asked == null ? ChecksumKind.CRC64NVME : asked;
  }

  /** The same with an algorithm for a client that asks for none. */
  public ContentCheck orElse(ChecksumKind other) {
    return asked == null ? new ContentCheck(other, null, md5) : this;
  }

  /** Throws S3's error unless content is what the client said. */
  void require(ContentDigests.Result digests) {
    var calculated = Base64.getEncoder().encodeToString(digests.md5());
    if (md5 != null && !md5.equals(calculated)) {
      throw S3Errors.detailed(
          "BadDigest",
          400,
          "The Content-MD5 you specified did not match what we received.",
          "ExpectedDigest",
          HexFormat.of().formatHex(Base64.getDecoder().decode(md5)),
          "CalculatedDigest",
          calculated);
    }
    if (expected != null && !expected.equals(digests.checksum().value())) {
      throw AwsErrors.of(
          "BadDigest",
          400,
          "The " + kind().name() + " you specified did not match the calculated checksum.");
    }
  }

  private static int decodedLength(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
