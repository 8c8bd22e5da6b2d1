package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What a client says of the content that it sends.
 *
 * @param kind by which it is checked and by which the object is known
 * @param expected the checksum, base64; null where the client gave none, or gives it after the
 *     content, where the wire checks it
 * @param md5 base64, or null
 */
public record ContentCheck(ChecksumKind kind, @Nullable String expected, @Nullable String md5) {

  private static final int MD5_LENGTH = 16;

  /** Reads what a request says: {@code PutObject}'s or {@code UploadPart}'s. */
  public static ContentCheck of(SdkRequest request) {
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
      return new ContentCheck(asked(request, ChecksumKind.CRC64NVME), null, md5);
    }
    var kind = given.getFirst();
    var value = kind.given(request);
    if (value == null || decodedLength(value) != kind.length()) {
      throw S3Errors.invalidRequest("Value for " + kind.header() + " header is invalid.");
    }
    return new ContentCheck(kind, value, md5);
  }

  /** The algorithm that a request asks for by name. */
  static ChecksumKind asked(SdkRequest request, ChecksumKind otherwise) {
    var name = request.getValueForField("ChecksumAlgorithm", Object.class).map(Object::toString);
    if (name.isEmpty()) {
      return otherwise;
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

  /** The same, where nothing is asked for by this algorithm's name but its value. */
  public ContentCheck with(ChecksumKind other) {
    return expected == null ? new ContentCheck(other, null, md5) : this;
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
          "The " + kind.name() + " you specified did not match the calculated checksum.");
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
