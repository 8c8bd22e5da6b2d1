package dev.triggerfish.aws.identity;

import dev.triggerfish.policy.Principal;
import java.time.Instant;

/**
 * What a service asks iam-service: derived signing keys, since secrets never leave it, and how far
 * it has written. In iam-service's own process the bean is iam-service's; elsewhere a client of it.
 */
public interface IdentityAuthority {

  /**
   * Derives a signing key. Called once per key, day, region and service, then cached by the caller.
   */
  SigningKey signingKey(SigningKeyRequest request);

  /** Offset, in the identity topic, of the last record that iam-service has written. */
  long position();

  /**
   * For which credential scope a key is wanted.
   *
   * @param accessKeyId as the client sent it
   * @param sessionToken as the client sent it, or empty
   * @param date of the scope, {@code yyyyMMdd}
   * @param region of the scope
   * @param service of the scope, the signing name
   */
  record SigningKeyRequest(
      String accessKeyId, String sessionToken, String date, String region, String service) {}

  /** The answer. */
  sealed interface SigningKey {

    /**
     * The key and whose it is.
     *
     * @param key the derived key, HMAC chain complete
     * @param principal whom a request signed with it comes from
     * @param expiresAt end of temporary credentials; {@link Instant#MAX} for others
     */
    record Issued(byte[] key, Principal principal, Instant expiresAt) implements SigningKey {}

    /** No such key, or the session token does not belong to it. */
    record Unknown() implements SigningKey {}

    /** Temporary credentials that have expired. */
    record Expired() implements SigningKey {}
  }
}
