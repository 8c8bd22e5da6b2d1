package dev.triggerfish.iam.signing;

import dev.triggerfish.aws.identity.IdentityAuthority.SigningKeyRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4's <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key">derived
 * key</a>, good for one day, region and service.
 */
final class SigningKeyDerivation {

  private SigningKeyDerivation() {}

  static byte[] derive(String secret, SigningKeyRequest scope) {
    var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    key = hmac(key, scope.date());
    key = hmac(key, scope.region());
    key = hmac(key, scope.service());
    return hmac(key, "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("HMAC-SHA256 is part of every Java", missing);
    }
  }
}
