package dev.triggerfish.eventbus.s3fixture;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Allows all but what a test denies. */
public final class SomeDenied implements Authorizer {

  private final Set<String> denied = new HashSet<>();

  /** Denies an action on a resource. */
  public void deny(String action, String resource) {
    denied.add(action + " " + resource);
  }

  @Override
  public void require(
      Caller caller, String action, String resource, Map<String, List<String>> context) {
    if (denied.contains(action + " " + resource)) {
      throw AwsErrors.of("AccessDeniedException", 403, "denied " + action + " on " + resource);
    }
  }

  @Override
  public Decision decide(
      Principal principal, String action, String resource, Map<String, List<String>> context) {
    throw new UnsupportedOperationException();
  }
}
