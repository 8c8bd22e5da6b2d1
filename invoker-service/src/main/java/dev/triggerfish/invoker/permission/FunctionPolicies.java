package dev.triggerfish.invoker.permission;

import dev.triggerfish.invoker.function.FunctionChanges;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionRevisions;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * The policies of functions: each change is durable first, then known to those who decide. A change
 * gives the function, version or alias a new revision, which becomes the policy's.
 */
final class FunctionPolicies implements FunctionChanges {

  private static final String WHERE_TO_LOOK = "GetPolicy";

  private final FunctionPolicyStore store;
  private final FunctionRevisions revisions;
  private final LambdaResourcePolicies decisive;

  FunctionPolicies(
      FunctionPolicyStore store, FunctionRevisions revisions, LambdaResourcePolicies decisive) {
    this.store = store;
    this.revisions = revisions;
    this.decisive = decisive;
  }

  @Nullable FunctionPolicy find(FunctionTarget target) {
    return store.find(target);
  }

  /**
   * Adds to a policy, or begins one.
   *
   * @param expected the revision that the client means, of the policy or, where there is none yet,
   *     of what it is to belong to; null for any
   */
  void add(
      FunctionTarget target, @Nullable String expected, UnaryOperator<PolicyDocument> addition) {
    var done = false;
    while (!done) {
      var revision = requireTarget(target);
      var before = store.find(target);
      var latest = before == null ? revision : before.revisionId();
      if (expected != null && !expected.equals(latest)) {
        throw PermissionErrors.staleRevision(WHERE_TO_LOOK);
      }
      var document = addition.apply(before == null ? PolicyDocument.empty() : before.document());
      var after = new FunctionPolicy(revisions.renew(target.name()), document);
      done =
          before == null
              ? store.insert(target, after)
              : store.replace(target, before.revisionId(), after);
    }
    decisive.forget(target.arn());
  }

  /** Takes one statement out of a policy, and with the last one the policy. */
  void remove(FunctionTarget target, @Nullable String expected, String statementId) {
    var done = false;
    while (!done) {
      requireTarget(target);
      var before = store.find(target);
      if (before == null) {
        throw PermissionErrors.noPolicy();
      }
      var document = before.document().without(statementId);
      if (expected != null && !expected.equals(before.revisionId())) {
        throw PermissionErrors.staleRevision("GetFunction/GetAlias");
      }
      var after = new FunctionPolicy(revisions.renew(target.name()), document);
      done =
          document.isEmpty()
              ? store.delete(target, before.revisionId())
              : store.replace(target, before.revisionId(), after);
    }
    decisive.forget(target.arn());
  }

  /** Whether there is such a function, whatever its qualifier. */
  boolean hasFunction(FunctionName name) {
    try {
      revisions.latest(new FunctionName(name.accountId(), name.region(), name.name(), null));
      return true;
    } catch (ResourceNotFoundException e) {
      return false;
    }
  }

  private String requireTarget(FunctionTarget target) {
    try {
      return revisions.latest(target.name());
    } catch (ResourceNotFoundException e) {
      throw target.isAlias() ? PermissionErrors.noAlias(target.arn()) : e;
    }
  }

  @Override
  public void functionUpdated(String retiredDeploymentId, FunctionVersion current) {
    // What may be done to a function does not depend on what it does.
  }

  @Override
  public void functionDeleted(FunctionVersion last) {
    // Said of functions that have run; what follows, of all.
  }

  @Override
  public void qualifierDeleted(String functionArn, String qualifier) {
    if (qualifier.equals(FunctionVersion.LATEST)) {
      decisive.forgetAll(functionArn);
      return;
    }
    var arn = functionArn + ":" + qualifier;
    store.delete(Objects.requireNonNull(FunctionTarget.of(arn)));
    decisive.forget(arn);
  }
}
