package dev.triggerfish.aws.signature;

import dev.triggerfish.aws.error.AwsErrors;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Errors about signatures, in the words of the service that was asked. */
sealed interface SignatureErrors {

  /** The words of a service. */
  static SignatureErrors of(RequestSignature signature) {
    return signature.scope().service().equals("s3")
        ? new OfS3(signature.presigned())
        : new OfOthers();
  }

  RuntimeException unknownToken();

  RuntimeException expiredToken();

  RuntimeException doesNotMatch();

  RuntimeException tooOld(String timestamp, Instant now, Duration valid, int minutes);

  RuntimeException tooNew(String timestamp, Instant now, int minutes);

  /** The words of all services but S3. */
  record OfOthers() implements SignatureErrors {

    private static final DateTimeFormatter BASIC =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    @Override
    public RuntimeException unknownToken() {
      return SignatureVerifier.unknownToken();
    }

    @Override
    public RuntimeException expiredToken() {
      return AwsErrors.of(
          "ExpiredTokenException", 403, "The security token included in the request is expired");
    }

    @Override
    public RuntimeException doesNotMatch() {
      return invalid(
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }

    @Override
    public RuntimeException tooOld(String timestamp, Instant now, Duration valid, int minutes) {
      return invalid(
          "Signature expired: "
              + timestamp
              + " is now earlier than "
              + basic(now.minus(valid))
              + " ("
              + basic(now)
              + " - "
              + minutes
              + " min.)");
    }

    @Override
    public RuntimeException tooNew(String timestamp, Instant now, int minutes) {
      return invalid(
          "Signature not yet current: "
              + timestamp
              + " is still later than "
              + basic(now.plus(Duration.ofMinutes(minutes)))
              + " ("
              + basic(now)
              + " + "
              + minutes
              + " min.)");
    }

    private static RuntimeException invalid(String message) {
      return AwsErrors.of("InvalidSignatureException", 403, message);
    }

    private static String basic(Instant instant) {
      return BASIC.format(instant.atOffset(ZoneOffset.UTC));
    }
  }

  /**
   * S3, which was there before the others.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
   *     responses</a>
   */
  record OfS3(boolean presigned) implements SignatureErrors {

    @Override
    public RuntimeException unknownToken() {
      return AwsErrors.of(
          "InvalidAccessKeyId",
          403,
          "The AWS Access Key Id you provided does not exist in our records.");
    }

    @Override
    public RuntimeException expiredToken() {
      return AwsErrors.of("ExpiredToken", 400, "The provided token has expired.");
    }

    @Override
    public RuntimeException doesNotMatch() {
      return AwsErrors.of(
          "SignatureDoesNotMatch",
          403,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your key and signing method.");
    }

    @Override
    public RuntimeException tooOld(String timestamp, Instant now, Duration valid, int minutes) {
      return presigned ? AwsErrors.of("AccessDenied", 403, "Request has expired") : skewed();
    }

    @Override
    public RuntimeException tooNew(String timestamp, Instant now, int minutes) {
      return presigned ? AwsErrors.of("AccessDenied", 403, "Request is not yet valid") : skewed();
    }

    private static RuntimeException skewed() {
      return AwsErrors.of(
          "RequestTimeTooSkewed",
          403,
          "The difference between the request time and the current time is too large.");
    }
  }
}
