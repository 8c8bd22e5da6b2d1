package dev.triggerfish.invoker.alias;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.invoker.function.AliasRoute;
import dev.triggerfish.invoker.function.FunctionAliases;
import dev.triggerfish.invoker.function.FunctionChanges;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The aliases of this process: every change goes through here. Where they lead is answered from
 * memory; read from the store at first use and after a change.
 */
final class Aliases implements FunctionAliases, FunctionChanges {

  private static final int MOST_IN_MEMORY = 10_000;

  private final AliasStore store;
  private final Cache<AliasKey, @Nullable AliasRoute> routes =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  Aliases(AliasStore store) {
    this.store = store;
  }

  private record AliasKey(FunctionKey function, String name) {}

  @Override
  public @Nullable AliasRoute route(FunctionKey function, String alias) {
    return routes.get(new AliasKey(function, alias), this::read);
  }

  private @Nullable AliasRoute read(AliasKey key) {
    var alias = store.find(key.function(), key.name());
    return alias == null ? null : alias.route();
  }

  @Override
  public List<String> leadingTo(FunctionKey function, String version) {
    return store.leadingTo(function, version);
  }

  @Override
  public @Nullable String revision(FunctionKey function, String alias) {
    var found = store.find(function, alias);
    return found == null ? null : found.revisionId();
  }

  @Override
  public void renew(FunctionKey function, String alias, String revisionId) {
    var found = store.find(function, alias);
    if (found != null) {
      store.replace(found.revisionId(), found.withRevision(revisionId));
    }
  }

  @Override
  public List<String> removeAll(FunctionKey function) {
    return store.deleteAll(function);
  }

  /** Adds an alias whose versions are there. */
  void create(Alias alias) {
    try {
      if (!store.insert(alias)) {
        throw AliasErrors.exists(alias);
      }
    } catch (DataIntegrityViolationException e) {
      throw AliasErrors.versionGone(alias);
    }
    forget(alias.function(), alias.name());
  }

  /** Replaces an alias by an updated one, unless somebody else was faster. */
  void update(Alias before, Alias updated) {
    try {
      if (!store.replace(before.revisionId(), updated)) {
        throw AliasErrors.changedMeanwhile(before);
      }
    } catch (DataIntegrityViolationException e) {
      throw AliasErrors.versionGone(updated);
    }
    forget(before.function(), before.name());
  }

  /** Removes an alias; false if there is none. */
  boolean delete(FunctionKey function, String name) {
    var deleted = store.delete(function, name);
    forget(function, name);
    return deleted;
  }

  private void forget(FunctionKey function, String name) {
    routes.invalidate(new AliasKey(function, name));
  }

  @Override
  public void qualifierDeleted(String functionArn, String qualifier) {
    forget(FunctionKey.of(FunctionName.parse(functionArn, "", "")), qualifier);
  }

  @Override
  public void functionUpdated(String retiredDeploymentId, FunctionVersion current) {
    // An alias leads to a version, whatever that runs.
  }

  @Override
  public void functionDeleted(FunctionVersion last) {
    // Its aliases have been told of one by one.
  }
}
