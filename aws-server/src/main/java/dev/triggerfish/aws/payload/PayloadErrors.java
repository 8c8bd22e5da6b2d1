package dev.triggerfish.aws.payload;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.error.DetailedError;
import java.util.LinkedHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What S3 says of bodies that are not what they should be.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
final class PayloadErrors {

  private PayloadErrors() {}

  static AwsServiceException incomplete() {
    return AwsErrors.of(
        "IncompleteBody",
        400,
        "You did not provide the number of bytes specified by the Content-Length HTTP header");
  }

  static AwsServiceException lengthMissing() {
    return AwsErrors.of(
        "MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
  }

  static AwsServiceException tooLarge() {
    return AwsErrors.of(
        "EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size");
  }

  static AwsServiceException hashDiffers() {
    return AwsErrors.of(
        "XAmzContentSHA256Mismatch",
        400,
        "The provided 'x-amz-content-sha256' header does not match what was computed.");
  }

  static AwsServiceException hashUnknown() {
    return AwsErrors.of(
        "InvalidArgument",
        400,
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
            + " STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD,"
            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, or a valid sha256 value.");
  }

  static AwsServiceException md5Invalid() {
    return AwsErrors.of("InvalidDigest", 400, "The Content-MD5 you specified was invalid.");
  }

  /**
   * Another content than was meant.
   *
   * @param expected in hex
   * @param calculated in Base64: S3 writes them so
   */
  static AwsServiceException md5Differs(String expected, String calculated) {
    var details = new LinkedHashMap<String, String>();
    details.put("ExpectedDigest", expected);
    details.put("CalculatedDigest", calculated);
    return DetailedError.of(
        "BadDigest", 400, "The Content-MD5 you specified did not match what we received.", details);
  }

  static AwsServiceException checksumDiffers(String algorithm) {
    return AwsErrors.of(
        "BadDigest",
        400,
        "The " + algorithm + " you specified did not match the calculated checksum.");
  }

  static AwsServiceException checksumInvalid(String header) {
    return AwsErrors.of("InvalidRequest", 400, "Value for " + header + " header is invalid.");
  }

  static AwsServiceException trailerMalformed() {
    return AwsErrors.of(
        "MalformedTrailerError",
        400,
        "The request contained trailing data that was not well-formed or did not conform to our"
            + " published schema.");
  }
}
