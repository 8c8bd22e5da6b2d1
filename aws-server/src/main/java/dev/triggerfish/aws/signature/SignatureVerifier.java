package dev.triggerfish.aws.signature;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKey;
import dev.triggerfish.policy.Principal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature
 * Version 4</a>. Wall time decides: the client's clock is what is compared.
 */
public final class SignatureVerifier {

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final Set<String> FIVE_MINUTES = Set.of("logs", "kms", "execute-api");
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private final SigningKeys keys;
  private final Clock wallClock;

  public SignatureVerifier(SigningKeys keys, Clock wallClock) {
    this.keys = keys;
    this.wallClock = wallClock;
  }

  /**
   * Verifies a request whose body has been read.
   *
   * @return who signed it
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AWS's error if the
   *     signature is not good
   */
  public Principal verify(AwsHttpRequest request, RequestSignature signature, byte[] body) {
    requireHostSigned(signature);
    requireFresh(signature);
    return switch (keys.get(signature)) {
      case SigningKey.Unknown _ -> throw unknownToken();
      case SigningKey.Expired _ ->
          throw AwsErrors.of(
              "ExpiredTokenException",
              403,
              "The security token included in the request is expired");
      case SigningKey.Issued issued -> {
        if (!matches(request, signature, issued.key(), body)) {
          throw doesNotMatch();
        }
        yield issued.principal();
      }
    };
  }

  /** What AWS answers for a key or token that it does not know. */
  public static RuntimeException unknownToken() {
    return AwsErrors.of(
        "UnrecognizedClientException",
        403,
        "The security token included in the request is invalid.");
  }

  private static RuntimeException doesNotMatch() {
    return AwsErrors.of(
        "InvalidSignatureException",
        403,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  private static void requireHostSigned(RequestSignature signature) {
    var signed = signature.signedHeaders();
    if (!signed.contains("host") && !signed.contains(":authority")) {
      throw AwsErrors.of(
          "InvalidSignatureException",
          403,
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
  }

  private void requireFresh(RequestSignature signature) {
    var signedAt = parse(signature.timestamp());
    if (!signature.timestamp().startsWith(signature.scope().date())) {
      throw AwsErrors.of(
          "InvalidSignatureException",
          403,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + signature.scope().date()
              + "' != '"
              + signature.timestamp().substring(0, 8)
              + "', from '"
              + signature.timestamp()
              + "'.");
    }
    var minutes = FIVE_MINUTES.contains(signature.scope().service()) ? 5 : 15;
    var now = wallClock.instant();
    var valid =
        signature.presigned()
            ? Duration.ofSeconds(signature.expiresSeconds())
            : Duration.ofMinutes(minutes);
    if (now.isAfter(signedAt.plus(valid))) {
      throw skewed(
          "Signature expired: "
              + signature.timestamp()
              + " is now earlier than "
              + basic(now.minus(valid))
              + " ("
              + basic(now)
              + " - "
              + minutes
              + " min.)");
    }
    if (signedAt.isAfter(now.plus(Duration.ofMinutes(minutes)))) {
      throw skewed(
          "Signature not yet current: "
              + signature.timestamp()
              + " is still later than "
              + basic(now.plus(Duration.ofMinutes(minutes)))
              + " ("
              + basic(now)
              + " + "
              + minutes
              + " min.)");
    }
  }

  private static RuntimeException skewed(String message) {
    return AwsErrors.of("InvalidSignatureException", 403, message);
  }

  private static String basic(Instant instant) {
    return BASIC.format(instant.atOffset(ZoneOffset.UTC));
  }

  private static Instant parse(String timestamp) {
    try {
      return LocalDateTime.parse(timestamp, BASIC).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw AwsErrors.of(
          "IncompleteSignatureException",
          400,
          "Date must be in ISO-8601 'basic format'. Got '"
              + timestamp
              + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }
  }

  private static boolean matches(
      AwsHttpRequest request, RequestSignature signature, byte[] key, byte[] body) {
    var bodyHash = bodyHash(request, signature, body);
    if (bodyHash == null) {
      return false;
    }
    var service = signature.scope().service();
    var normalized = CanonicalRequest.path(request.rawPath(), service, true);
    if (matches(request, signature, key, bodyHash, normalized)) {
      return true;
    }
    // Clients disagree on whether a path with dot segments or double slashes is normalized before
    // it is signed.
    var literal = CanonicalRequest.path(request.rawPath(), service, false);
    return !literal.equals(normalized) && matches(request, signature, key, bodyHash, literal);
  }

  private static boolean matches(
      AwsHttpRequest request,
      RequestSignature signature,
      byte[] key,
      String bodyHash,
      String canonicalPath) {
    var canonical =
        CanonicalRequest.of(request, canonicalPath, signature.signedHeaders(), bodyHash);
    var stringToSign =
        "AWS4-HMAC-SHA256\n"
            + signature.timestamp()
            + "\n"
            + signature.scope().text()
            + "\n"
            + hex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    var expected = hex(hmac(key, stringToSign)).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(
        expected, signature.signature().getBytes(StandardCharsets.US_ASCII));
  }

  private static @Nullable String bodyHash(
      AwsHttpRequest request, RequestSignature signature, byte[] body) {
    var declared = request.header("X-Amz-Content-Sha256");
    if (UNSIGNED.equals(declared) || (declared == null && unsignedByQuery(signature))) {
      return UNSIGNED;
    }
    var actual = hex(sha256(body));
    return declared == null || declared.equalsIgnoreCase(actual) ? actual : null;
  }

  private static boolean unsignedByQuery(RequestSignature signature) {
    return signature.presigned() && signature.scope().service().equals("s3");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
