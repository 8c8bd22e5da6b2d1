package dev.triggerfish.iam.principal;

import dev.triggerfish.iam.error.IamErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users and roles, by the rules that hold for both. They change within an identity change. */
public final class Principals {

  private final PrincipalStore store;
  private final PrincipalPolicies policies;
  private final PrincipalRecords records;

  public Principals(PrincipalStore store, PrincipalPolicies policies, PrincipalRecords records) {
    this.store = store;
    this.policies = policies;
    this.records = records;
  }

  /** The one of this name. */
  public Optional<IamPrincipal> find(String accountId, PrincipalKind kind, String name) {
    return store.find(accountId, kind, name);
  }

  /** The one of this name, or IAM's error. */
  public IamPrincipal require(String accountId, PrincipalKind kind, String name) {
    return store.find(accountId, kind, name).orElseThrow(() -> kind.notFound(name));
  }

  /** The one with this unique id. */
  public Optional<IamPrincipal> byId(String id) {
    return store.byId(id);
  }

  /** The one with this ARN, path included. */
  public Optional<IamPrincipal> byArn(String arn) {
    return store.byArn(arn);
  }

  /** The principals whose path has a prefix, unordered. */
  public List<IamPrincipal> list(String accountId, PrincipalKind kind, String pathPrefix) {
    return store.list(accountId, kind, pathPrefix);
  }

  /**
   * Adds one. What is stored elsewhere about it has to follow, then {@link #changed}.
   *
   * @param quota how many of its kind an account may have
   */
  public void create(IamPrincipal principal, int quota) {
    store.add(principal, quota);
  }

  /** Gives one another name or path. */
  public void rename(IamPrincipal principal, String name, String path) {
    store.rename(principal, name, path);
    records.changed(principal.id());
  }

  /** Replaces the tags of one. */
  public void setTags(IamPrincipal principal, Map<String, String> tags) {
    store.setTags(principal.id(), tags);
    records.changed(principal.id());
  }

  /** Tells the other services that one is new or another. */
  public void changed(IamPrincipal principal) {
    records.changed(principal.id());
  }

  /** Removes one that has no policies any more. */
  public void delete(IamPrincipal principal) {
    if (!policies.attached(principal.id()).isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
    if (!policies.inline(principal.id()).isEmpty()) {
      throw IamErrors.deleteConflict("Cannot delete entity, must delete policies first.");
    }
    store.remove(principal.id());
    records.removed(principal.id());
  }
}
