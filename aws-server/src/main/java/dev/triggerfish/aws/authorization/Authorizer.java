package dev.triggerfish.aws.authorization;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.Principal;
import java.util.List;
import java.util.Map;

/**
 * The enforcement point. Operations pass it before they run; they ask it again for what else AWS
 * checks, such as {@code iam:PassRole}. It decides locally; an allow is final at once, a denial
 * once the replica has caught up with iam-service.
 */
public interface Authorizer {

  /**
   * Throws AWS's access-denied error unless the caller is allowed.
   *
   * @param action such as {@code iam:PassRole}
   * @param resource a full ARN or {@code *}
   * @param context condition keys of this action, lower-case, beyond the global ones
   */
  void require(Caller caller, String action, String resource, Map<String, List<String>> context);

  /**
   * Decides for a principal that makes no request, such as the role whose environment's log lines
   * arrive. In audit mode and when enforcement is off the decision is an allow.
   */
  Decision decide(
      Principal principal, String action, String resource, Map<String, List<String>> context);
}
