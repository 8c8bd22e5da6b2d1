package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.invoker.function.ChangeAnnouncer;
import dev.triggerfish.invoker.function.FunctionAliases;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The functions of this process: every change goes through here, so that it becomes durable first,
 * then visible to invocations, then known to those who hold environments.
 */
final class Functions implements FunctionCatalog {

  private final FunctionStore store;
  private final FunctionVersions versions;
  private final FunctionAliases aliases;
  private final Deployments deployments;
  private final ChangeAnnouncer announcer;

  Functions(
      FunctionStore store,
      FunctionVersions versions,
      FunctionAliases aliases,
      Deployments deployments,
      ChangeAnnouncer announcer) {
    this.store = store;
    this.versions = versions;
    this.aliases = aliases;
    this.deployments = deployments;
    this.announcer = announcer;
  }

  @Override
  public boolean exists(FunctionName name) {
    return find(FunctionKey.of(name), name.qualifier()) != null;
  }

  @Override
  public @Nullable String roleOf(FunctionKey function, String version) {
    var found = store.find(function, version);
    return found == null ? null : found.settings().role();
  }

  @Override
  public @Nullable String deadLetterTarget(FunctionKey function) {
    var latest = store.find(function, FunctionVersion.LATEST);
    return latest == null ? null : latest.settings().deadLetterTarget();
  }

  @Override
  public FunctionCatalog.Usage usage(String accountId, String region) {
    return store.usage(accountId, region);
  }

  /**
   * {@code $LATEST}, the version of that number, or the one that the alias leads to first; or AWS's
   * error with the ARN as it was asked for.
   */
  StoredFunction require(FunctionKey key, @Nullable String qualifier) {
    var function = find(key, qualifier);
    if (function == null) {
      throw FunctionErrors.notFound(key, qualifier);
    }
    return function;
  }

  private @Nullable StoredFunction find(FunctionKey key, @Nullable String qualifier) {
    if (qualifier == null) {
      return store.find(key, FunctionVersion.LATEST);
    }
    if (FunctionVersion.isVersion(qualifier)) {
      return store.find(key, qualifier);
    }
    var route = aliases.route(key, qualifier);
    return route == null ? null : store.find(key, route.primary());
  }

  /** {@code $LATEST}, for an operation that has no other versions or aliases as its object. */
  StoredFunction requireUnqualified(FunctionName name) {
    var function = require(FunctionKey.of(name), name.qualifier());
    if (name.qualifier() != null && !name.qualifier().equals(FunctionVersion.LATEST)) {
      throw FunctionErrors.functionsOnly();
    }
    return function;
  }

  /** {@code $LATEST} if it can be updated now, and has the revision that the client means. */
  StoredFunction requireUpdatable(FunctionName name, @Nullable String revisionId) {
    var function = requireUnqualified(name);
    if (revisionId != null && !revisionId.equals(function.revisionId())) {
      throw FunctionErrors.staleRevision();
    }
    if (function.lifeCycle() == LifeCycle.UPDATING) {
      throw FunctionErrors.updateInProgress(function.key());
    }
    if (!function.lifeCycle().canBecome(LifeCycle.UPDATING)) {
      throw FunctionErrors.unavailable(function.lifeCycle().state());
    }
    return function;
  }

  /** Refuses a name that is taken. */
  void requireAbsent(FunctionKey key) {
    if (store.find(key, FunctionVersion.LATEST) != null) {
      throw FunctionErrors.exists(key);
    }
  }

  /**
   * Adds a function, to be deployed.
   *
   * @param published its first version, or null
   */
  void create(
      StoredFunction function, @Nullable StoredFunction published, Map<String, String> tags) {
    if (!store.insert(function, published, tags)) {
      throw FunctionErrors.exists(function.key());
    }
    begin(function);
    if (published != null) {
      begin(published);
    }
  }

  /** Replaces a function by an updated one, to be deployed, unless somebody else was faster. */
  void update(StoredFunction before, StoredFunction updated) {
    if (!store.replace(before.revisionId(), updated)) {
      throw FunctionErrors.updateInProgress(before.key());
    }
    begin(updated);
  }

  /**
   * Updates a function and publishes it.
   *
   * @return the new version, or the last one if that is the same
   */
  StoredFunction updateAndPublish(StoredFunction before, StoredFunction updated) {
    var same = lastVersionIfSame(updated);
    if (same != null) {
      update(before, updated);
      return same;
    }
    return publish(before, updated, null);
  }

  /**
   * Publishes a function as it is.
   *
   * @param description of the version; null for that of the function
   * @return the new version, or the last one if that is the same
   */
  StoredFunction publish(StoredFunction latest, @Nullable String description) {
    var same = lastVersionIfSame(latest);
    if (same != null) {
      return same;
    }
    return publish(latest, latest.withRevision(UUID.randomUUID().toString()), description);
  }

  private @Nullable StoredFunction lastVersionIfSame(StoredFunction latest) {
    var number = store.lastVersion(latest.key());
    var last = number == 0 ? null : store.find(latest.key(), Long.toString(number));
    return last != null && last.isPublishedFrom(latest) ? last : null;
  }

  private StoredFunction publish(
      StoredFunction before, StoredFunction latest, @Nullable String description) {
    var published = latest.published(store.lastVersion(before.key()) + 1, description);
    // Publishing renews the revision, so that of two at once only one can get the number.
    if (!store.publish(before.revisionId(), latest, published)) {
      throw FunctionErrors.updateInProgress(before.key());
    }
    begin(latest);
    begin(published);
    return published;
  }

  private void begin(StoredFunction function) {
    versions.forget(function.key(), function.version());
    deployments.begin(function);
  }

  /** Removes a function with all its versions and aliases. */
  void delete(FunctionKey key, @Nullable String qualifier) {
    var last = store.find(key, FunctionVersion.LATEST);
    var removed = last == null ? null : store.delete(key, () -> aliases.removeAll(key));
    if (removed == null || last == null) {
      throw FunctionErrors.notFound(key, qualifier);
    }
    removed.forEach(gone -> versions.forget(key, gone));
    removed.forEach(gone -> announcer.qualifierDeleted(key, gone));
    var serving = last.serving();
    if (serving != null) {
      announcer.functionDeleted(versions.version(last, serving));
    }
  }

  /** Removes a published version; one that is not there has been removed already. */
  void deleteVersion(FunctionKey key, String version) {
    require(key, null);
    try {
      if (!store.deleteVersion(key, version)) {
        return;
      }
    } catch (DataIntegrityViolationException e) {
      throw FunctionErrors.versionInUse(aliases.leadingTo(key, version));
    }
    versions.forget(key, version);
    announcer.qualifierDeleted(key, version);
  }
}
