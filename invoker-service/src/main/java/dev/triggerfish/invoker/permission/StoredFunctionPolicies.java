package dev.triggerfish.invoker.permission;

import org.jspecify.annotations.Nullable;

/** Functions' policies for those who decide. */
final class StoredFunctionPolicies implements ResourcePolicySource {

  private final FunctionPolicyStore store;

  StoredFunctionPolicies(FunctionPolicyStore store) {
    this.store = store;
  }

  @Override
  public String resourcePrefix() {
    return "function:";
  }

  @Override
  public @Nullable PolicyDocument load(String resourceArn) {
    var target = FunctionTarget.of(resourceArn);
    var policy = target == null ? null : store.find(target);
    return policy == null ? null : policy.document();
  }
}
