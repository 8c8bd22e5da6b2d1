package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Operation;
import dev.triggerfish.aws.protocol.Members;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Answers requests that use what is not simulated. To take such a member and ignore it would let a
 * test pass that AWS fails.
 */
final class RefusedMembers {

  private RefusedMembers() {}

  static void check(Operation operation, SdkRequest request) {
    for (var path : operation.declaration().refused()) {
      if (Members.asksFor(request, path)) {
        throw AwsErrors.of(
            "NotImplementedException",
            501,
            "Triggerfish does not simulate "
                + path.replace("=", " ")
                + " of "
                + operation.model().name()
                + " yet, and will not pretend to. See docs/NOT-SIMULATED.md.");
      }
    }
  }
}
