package dev.triggerfish.aws.signature;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.digest.HmacSha256;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKey;
import dev.triggerfish.policy.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
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
  private static final String CONTENT_HASH = "X-Amz-Content-Sha256";

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
    return verified(request, signature, bodyHash(request, signature, body)).principal();
  }

  /**
   * Verifies a request to S3 before its body is read, of which the signature covers only what the
   * headers say.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException AWS's error if the
   *     signature is not good
   */
  public VerifiedHead verifyHead(AwsHttpRequest request, RequestSignature signature) {
    var declared = request.header(CONTENT_HASH);
    if (declared == null && !signature.presigned()) {
      throw AwsErrors.of(
          "InvalidRequest", 400, "Missing required header for this request: x-amz-content-sha256");
    }
    requireAmzHeadersSigned(request, signature);
    // A URL's signature covers a header only if it says so.
    var covered = signature.signedHeaders().contains(CONTENT_HASH.toLowerCase(Locale.ROOT));
    var hash = declared == null || (signature.presigned() && !covered) ? UNSIGNED : declared;
    var key = verified(request, signature, hash);
    return new VerifiedHead(key.principal(), hash, new ChunkSignatures(key.key(), signature));
  }

  private SigningKey.Issued verified(
      AwsHttpRequest request, RequestSignature signature, @Nullable String bodyHash) {
    var errors = SignatureErrors.of(signature);
    requireHostSigned(signature);
    requireFresh(signature, errors);
    return switch (keys.get(signature)) {
      case SigningKey.Unknown _ -> throw errors.unknownToken();
      case SigningKey.Expired _ -> throw errors.expiredToken();
      case SigningKey.Issued issued -> {
        if (bodyHash == null || !matches(request, signature, issued.key(), bodyHash)) {
          throw errors.doesNotMatch();
        }
        yield issued;
      }
    };
  }

  /** AWS's error for an unknown key or token. */
  public static RuntimeException unknownToken() {
    return AwsErrors.of(
        "UnrecognizedClientException",
        403,
        "The security token included in the request is invalid.");
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

  /**
   * Refuses headers that act on a request and are not signed: whoever only has its URL must not add
   * any.
   */
  private static void requireAmzHeadersSigned(AwsHttpRequest request, RequestSignature signature) {
    for (var header : request.headerNames()) {
      var name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith("x-amz-")
          && !name.equalsIgnoreCase(CONTENT_HASH)
          && !signature.signedHeaders().contains(name)) {
        throw AwsErrors.of(
            "AccessDenied", 403, "There were headers present in the request which were not signed");
      }
    }
  }

  private void requireFresh(RequestSignature signature, SignatureErrors errors) {
    var signedAt = parse(signature.timestamp());
    var day = signature.timestamp().substring(0, 8);
    if (!day.equals(signature.scope().date())) {
      throw AwsErrors.of(
          "InvalidSignatureException",
          403,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + signature.scope().date()
              + "' != '"
              + day
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
      throw errors.tooOld(signature.timestamp(), now, valid, minutes);
    }
    if (signedAt.isAfter(now.plus(Duration.ofMinutes(minutes)))) {
      throw errors.tooNew(signature.timestamp(), now, minutes);
    }
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
      AwsHttpRequest request, RequestSignature signature, byte[] key, String bodyHash) {
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
            + Digest.SHA256.hex(canonical);
    var expected =
        HexFormat.of()
            .formatHex(HmacSha256.of(key, stringToSign))
            .getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(
        expected, signature.signature().getBytes(StandardCharsets.US_ASCII));
  }

  private static @Nullable String bodyHash(
      AwsHttpRequest request, RequestSignature signature, byte[] body) {
    var declared = request.header(CONTENT_HASH);
    if (UNSIGNED.equals(declared) || (declared == null && unsignedByQuery(signature))) {
      return UNSIGNED;
    }
    var actual = Digest.SHA256.hex(body);
    return declared == null || declared.equalsIgnoreCase(actual) ? actual : null;
  }

  private static boolean unsignedByQuery(RequestSignature signature) {
    return signature.presigned() && signature.scope().service().equals("s3");
  }
}
