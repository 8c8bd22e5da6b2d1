package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Answers requests that use what is not simulated. To take such a member and ignore it would let a
 * test pass that AWS fails.
 */
final class RefusedMembers {

  void check(Operation operation, SdkRequest request) {
    for (var path : operation.declaration().refused()) {
      if (isSet(request, path)) {
        throw AwsErrors.of(
            "NotSimulatedException",
            501,
            "Triggerfish does not simulate "
                + path
                + " of "
                + operation.model().name()
                + " yet, and will not pretend to. See docs/NOT-SIMULATED.md.");
      }
    }
  }

  private static boolean isSet(SdkPojo pojo, String path) {
    var dot = path.indexOf('.');
    var name = dot < 0 ? path : path.substring(0, dot);
    for (var field : pojo.sdkFields()) {
      if (field.memberName().equals(name)) {
        var value = field.getValueOrDefault(pojo);
        if (value == null || isAutoConstructed(value)) {
          return false;
        }
        return dot < 0
            || (value instanceof SdkPojo nested && isSet(nested, path.substring(dot + 1)));
      }
    }
    throw new IllegalStateException("No member " + name + " in " + pojo.getClass());
  }

  private static boolean isAutoConstructed(Object value) {
    return value instanceof software.amazon.awssdk.core.util.SdkAutoConstructList<?>
        || value instanceof software.amazon.awssdk.core.util.SdkAutoConstructMap<?, ?>;
  }
}
