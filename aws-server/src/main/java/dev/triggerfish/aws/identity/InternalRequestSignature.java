package dev.triggerfish.aws.identity;

import dev.triggerfish.aws.digest.HmacSha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * By which one service knows that an internal request comes from another: HMAC-SHA256, under the
 * secret that only the two have, over who asks, for what, when, and the body. Wall time decides.
 */
public final class InternalRequestSignature {

  /** Id of the service that asks. */
  public static final String SERVICE_HEADER = "X-Triggerfish-Service";

  /** When, as ISO-8601. */
  public static final String DATE_HEADER = "X-Triggerfish-Date";

  /** The signature, Base64. */
  public static final String SIGNATURE_HEADER = "X-Triggerfish-Signature";

  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Clock wallClock;

  public InternalRequestSignature(Clock wallClock) {
    this.wallClock = wallClock;
  }

  /**
   * What is signed.
   *
   * @param service who asks
   * @param method such as {@code POST}
   * @param path of the request target
   * @param date as in the header
   * @param body empty for none
   */
  public record Request(String service, String method, String path, String date, byte[] body) {}

  /** The present time, as the date header has it. */
  public String date() {
    return wallClock.instant().toString();
  }

  /** Signs a request. */
  public String sign(Request request, String secret) {
    return Base64.getEncoder().encodeToString(mac(request, secret));
  }

  /** Whether a signature is the request's, and the request not older or newer than 5 minutes. */
  public boolean verify(Request request, String signature, String secret) {
    return fresh(request.date())
        && MessageDigest.isEqual(
            sign(request, secret).getBytes(StandardCharsets.US_ASCII),
            signature.getBytes(StandardCharsets.US_ASCII));
  }

  private boolean fresh(String date) {
    try {
      var age = Duration.between(Instant.parse(date), wallClock.instant()).abs();
      return age.compareTo(SKEW) <= 0;
    } catch (DateTimeException | ArithmeticException unreadable) {
      return false;
    }
  }

  /** Each part ends with a line feed, which none but the body, the last, can contain. */
  private static byte[] mac(Request request, String secret) {
    var signed = new ByteArrayOutputStream();
    for (var part :
        new String[] {request.service(), request.method(), request.path(), request.date()}) {
      signed.writeBytes((part + "\n").getBytes(StandardCharsets.UTF_8));
    }
    signed.writeBytes(request.body());
    return HmacSha256.of(secret.getBytes(StandardCharsets.UTF_8), signed.toByteArray());
  }
}
