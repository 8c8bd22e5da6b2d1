package dev.triggerfish.iam.signing;

import dev.triggerfish.aws.digest.HmacSha256;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKeyRequest;
import java.nio.charset.StandardCharsets;

/**
 * Signature Version 4's <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#derive-signing-key">derived
 * key</a>, good for one day, region and service.
 */
final class SigningKeyDerivation {

  private SigningKeyDerivation() {}

  static byte[] derive(String secret, SigningKeyRequest scope) {
    var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    key = HmacSha256.of(key, scope.date());
    key = HmacSha256.of(key, scope.region());
    key = HmacSha256.of(key, scope.service());
    return HmacSha256.of(key, "aws4_request");
  }
}
