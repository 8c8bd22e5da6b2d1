package dev.triggerfish.iam.sealing;

import dev.triggerfish.aws.digest.HmacSha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals text so that only this service can read or make it: AES-256-GCM under a key derived from
 * the service's own for one purpose, bound to what it belongs to.
 */
public final class Sealer {

  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  /**
   * A sealer for one purpose: what another purpose has sealed it cannot open.
   *
   * @param master 32 bytes
   * @param purpose names the derived key
   */
  public Sealer(byte[] master, String purpose) {
    key = new SecretKeySpec(HmacSha256.of(master, purpose), "AES");
  }

  /**
   * Seals a text.
   *
   * @param text secret
   * @param owner what it belongs to; has to be given again to open it
   * @return Base64
   */
  public String seal(String text, String owner) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, owner);
      var sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      var whole = ByteBuffer.allocate(1 + NONCE + sealed.length);
      whole.put(VERSION).put(nonce).put(sealed);
      return Base64.getEncoder().encodeToString(whole.array());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("AES-GCM is part of every Java", broken);
    }
  }

  /** Opens a sealed text; nothing if it is not ours, was changed, or belongs to another owner. */
  public Optional<String> open(String sealed, String owner) {
    try {
      var whole = Base64.getDecoder().decode(sealed);
      if (whole.length < 1 + NONCE + TAG_BITS / 8 || whole[0] != VERSION) {
        return Optional.empty();
      }
      var nonce = new byte[NONCE];
      System.arraycopy(whole, 1, nonce, 0, NONCE);
      var cipher = cipher(Cipher.DECRYPT_MODE, nonce, owner);
      var text = cipher.doFinal(whole, 1 + NONCE, whole.length - 1 - NONCE);
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | GeneralSecurityException notOurs) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
