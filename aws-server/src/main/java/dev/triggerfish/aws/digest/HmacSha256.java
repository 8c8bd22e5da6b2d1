package dev.triggerfish.aws.digest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256, RFC 2104: what signatures and derived keys are made of. */
public final class HmacSha256 {

  private static final String NAME = "HmacSHA256";

  // Never fed: looking for a provider takes longer than signing what most requests have.
  private static final Mac EMPTY = empty();

  private HmacSha256() {}

  /**
   * Computes a code.
   *
   * @return 32 bytes
   */
  public static byte[] of(byte[] key, byte[] message) {
    try {
      var mac = (Mac) EMPTY.clone();
      mac.init(new SecretKeySpec(key, NAME));
      return mac.doFinal(message);
    } catch (CloneNotSupportedException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Computes the code of a text in UTF-8. */
  public static byte[] of(byte[] key, String message) {
    return of(key, message.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac empty() {
    try {
      return Mac.getInstance(NAME);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + NAME, e);
    }
  }
}
