package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.invoker.function.FunctionAliases;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionRevisions;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Revisions as the store has them. */
final class StoredRevisions implements FunctionRevisions {

  private final Functions functions;
  private final FunctionStore store;
  private final FunctionAliases aliases;

  StoredRevisions(Functions functions, FunctionStore store, FunctionAliases aliases) {
    this.functions = functions;
    this.store = store;
    this.aliases = aliases;
  }

  @Override
  public String latest(FunctionName name) {
    var key = FunctionKey.of(name);
    var alias = alias(name);
    if (alias == null) {
      return functions.require(key, name.qualifier()).revisionId();
    }
    var revision = aliases.revision(key, alias);
    if (revision == null) {
      throw FunctionErrors.notFound(key, alias);
    }
    return revision;
  }

  @Override
  public String renew(FunctionName name) {
    var revisionId = UUID.randomUUID().toString();
    var key = FunctionKey.of(name);
    var alias = alias(name);
    if (alias != null) {
      aliases.renew(key, alias, revisionId);
      return revisionId;
    }
    var function = functions.require(key, name.qualifier());
    if (!function.lifeCycle().inProgress()) {
      // Whoever was faster has given it a new one.
      store.replace(function.revisionId(), function.withRevision(revisionId));
    }
    return revisionId;
  }

  private static @Nullable String alias(FunctionName name) {
    var qualifier = name.qualifier();
    return qualifier == null || FunctionVersion.isVersion(qualifier) ? null : qualifier;
  }
}
