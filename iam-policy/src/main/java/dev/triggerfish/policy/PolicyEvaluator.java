package dev.triggerfish.policy;

/**
 * Decides requests in <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">AWS's
 * order</a>.
 */
public final class PolicyEvaluator {

  private PolicyEvaluator() {}

  /** Decides a request. Pure: same arguments, same answer. */
  public static Decision decide(AccessRequest request, PolicySet policies) {
    return new Decision(Decision.Outcome.IMPLICIT_DENY, Decision.PolicyType.IDENTITY, null, null);
  }
}
