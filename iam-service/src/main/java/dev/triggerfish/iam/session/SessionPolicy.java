package dev.triggerfish.iam.session;

import dev.triggerfish.policy.MalformedPolicyException;
import dev.triggerfish.policy.Policy;
import dev.triggerfish.policy.PolicyKind;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;

/** The policy that a caller narrows a session with. */
final class SessionPolicy {

  private static final int PLAIN_LIMIT = 2_048;

  private SessionPolicy() {}

  /**
   * How much of the allowed size the policy takes, in percent, rounded up. AWS packs policies by a
   * format that it does not publish; here the plain text counts.
   *
   * @throws MalformedPolicyDocumentException if it is no policy
   */
  static int packedSize(String document) {
    try {
      Policy.parse(document, PolicyKind.SESSION);
    } catch (MalformedPolicyException malformed) {
      throw malformed(String.valueOf(malformed.getMessage()));
    }
    return Math.ceilDiv(100 * document.length(), PLAIN_LIMIT);
  }

  private static RuntimeException malformed(String message) {
    return MalformedPolicyDocumentException.builder()
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("MalformedPolicyDocument")
                .errorMessage(message)
                .build())
        .statusCode(400)
        .message(message)
        .writableStackTrace(false)
        .build();
  }
}
