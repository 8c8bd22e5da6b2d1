package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.policy.MalformedPolicyException;
import dev.triggerfish.policy.Policy;
import dev.triggerfish.policy.PolicyKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Rules for resource policies of tables. */
final class PolicyDocument {

  /** In bytes, white space included. */
  private static final int LARGEST = 20 * 1_024;

  private PolicyDocument() {}

  /** Throws AWS's error unless a document can be a table's policy. */
  static void check(String document) {
    if (document.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw AwsErrors.validation(
          "Resource-based policy size exceeds the maximum size of 20480 bytes");
    }
    try {
      Policy.parse(document, PolicyKind.RESOURCE);
    } catch (MalformedPolicyException e) {
      throw AwsErrors.validation("Invalid policy document: " + e.getMessage());
    }
  }

  /** Names a document: another one has another name. */
  static String revision(String document) {
    var digest = Digest.SHA256.of(document.getBytes(StandardCharsets.UTF_8));
    return Long.toUnsignedString(ByteBuffer.wrap(digest).getLong());
  }
}
