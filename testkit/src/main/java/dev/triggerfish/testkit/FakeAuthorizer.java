package dev.triggerfish.testkit;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Allows all but what a test denies, and remembers what it was asked. */
public final class FakeAuthorizer implements Authorizer {

  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private volatile boolean deniesAll;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** Denies an action on every resource. */
  public void deny(String action) {
    denied.add(action);
  }

  /** Denies an action on one resource. */
  public void deny(String action, String resource) {
    denied.add(action + " " + resource);
  }

  /** Denies everything. */
  public void denyAll() {
    deniesAll = true;
  }

  /** The questions in order, each as principal's ARN, action and resource. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public void require(
      Caller caller, String action, String resource, Map<String, List<String>> context) {
    if (!decide(caller.principal(), action, resource, context).allowed()) {
      throw AwsErrors.of("AccessDeniedException", 403, "denied " + action + " on " + resource);
    }
  }

  @Override
  public Decision decide(
      Principal principal, String action, String resource, Map<String, List<String>> context) {
    asked.add(principal.arn() + " " + action + " " + resource);
    var outcome =
        deniesAll || denied.contains(action) || denied.contains(action + " " + resource)
            ? Decision.Outcome.IMPLICIT_DENY
            : Decision.Outcome.ALLOW;
    return new Decision(outcome, Decision.PolicyType.IDENTITY, null, null);
  }
}
