package dev.triggerfish.invoker.permission;

import java.util.List;

/** What tests of other resources with policies stand on. */
public final class PermissionFixtures {

  private PermissionFixtures() {}

  /** What decides by the policies of one kind of resource. */
  public static LambdaResourcePolicies policies(ResourcePolicySource source) {
    return new LambdaResourcePolicies(() -> List.of(source));
  }
}
