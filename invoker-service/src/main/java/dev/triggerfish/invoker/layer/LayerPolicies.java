package dev.triggerfish.invoker.layer;

import dev.triggerfish.invoker.layer.LayerPolicyStore.LayerPolicy;
import dev.triggerfish.invoker.permission.LambdaResourcePolicies;
import dev.triggerfish.invoker.permission.PolicyDocument;
import dev.triggerfish.invoker.permission.ResourcePolicySource;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who else may use a layer's version: each change is durable first, then decides. */
final class LayerPolicies {

  private final LayerPolicyStore store;
  private final LambdaResourcePolicies decisive;

  LayerPolicies(LayerPolicyStore store, LambdaResourcePolicies decisive) {
    this.store = store;
    this.decisive = decisive;
  }

  /** The policy of a version that has one. */
  LayerPolicy require(LayerKey.Version version) {
    var policy = store.find(version);
    if (policy == null) {
      throw LayerErrors.noVersion(version);
    }
    if (policy.document().isEmpty()) {
      throw LayerErrors.noPolicy();
    }
    return policy;
  }

  /**
   * Changes a policy; the new revision.
   *
   * @param expected the revision that the client means; null for any
   */
  String change(
      LayerKey.Version version, @Nullable String expected, UnaryOperator<PolicyDocument> change) {
    while (true) {
      var before = store.find(version);
      if (before == null) {
        throw LayerErrors.noVersion(version);
      }
      if (expected != null && !expected.equals(before.revisionId())) {
        throw LayerErrors.staleRevision();
      }
      var revisionId = UUID.randomUUID().toString();
      var after = new LayerPolicy(revisionId, change.apply(before.document()));
      if (store.replace(version, before.revisionId(), after)) {
        decisive.forget(version.arn());
        return revisionId;
      }
    }
  }

  /** To be called when a version is gone. */
  void forget(LayerKey.Version version) {
    decisive.forget(version.arn());
  }

  /** Layers' policies for those who decide. */
  record Source(LayerPolicyStore store) implements ResourcePolicySource {

    @Override
    public String resourcePrefix() {
      return "layer:";
    }

    @Override
    public @Nullable PolicyDocument load(String resourceArn) {
      var version = LayerKey.Version.of(resourceArn);
      var policy = version == null ? null : store.find(version);
      return policy == null || policy.document().isEmpty() ? null : policy.document();
    }
  }
}
