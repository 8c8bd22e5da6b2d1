package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.aws.digest.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key by which notifications are signed, and the certificate by which that is verified.
 *
 * @param id in the certificate's address
 * @param key RSA
 * @param certificate PEM
 */
record SigningKey(String id, PrivateKey key, String certificate) {

  /**
   * One is made per data directory and proves nothing to anybody elsewhere, while each message pays
   * for its signature: at 2048 bits that would be five times as much.
   */
  private static final int BITS = 1024;

  private static final int ID_LENGTH = 32;

  private static final byte[] SHA256_WITH_RSA =
      HexFormat.of().parseHex("300d06092a864886f70d01010b0500");

  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");

  static SigningKey generate() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      var pair = generator.generateKeyPair();
      var der = certificate(pair.getPublic(), pair.getPrivate());
      var id = Digest.SHA256.hex(der).substring(0, ID_LENGTH);
      return new SigningKey(id, pair.getPrivate(), pem(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA and SHA-256", e);
    }
  }

  /** A certificate that its own key has signed, RFC 5280. */
  private static byte[] certificate(PublicKey publicKey, PrivateKey privateKey)
      throws GeneralSecurityException {
    var name =
        Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text("sns.triggerfish.localhost"))));
    var serial = new BigInteger(63, new SecureRandom()).add(BigInteger.ONE);
    var content =
        Der.sequence(
            Der.explicit0(Der.integer(BigInteger.TWO)),
            Der.integer(serial),
            SHA256_WITH_RSA,
            name,
            Der.sequence(Der.time("200101000000Z"), Der.time("491231235959Z")),
            name,
            publicKey.getEncoded());
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(privateKey);
    signature.update(content);
    return Der.sequence(content, SHA256_WITH_RSA, Der.bits(signature.sign()));
  }

  private static String pem(byte[] der) {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN CERTIFICATE-----\n"
        + lines.encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  /** The key in text, to be kept. */
  String encodedKey() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  static SigningKey of(String id, String encodedKey, String certificate) {
    try {
      var key = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encodedKey));
      return new SigningKey(id, KeyFactory.getInstance("RSA").generatePrivate(key), certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key " + id + " cannot be read", e);
    }
  }

  /** The signature of a text, Base64. */
  String sign(String text, String algorithm) {
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  /** Without the key itself. */
  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
