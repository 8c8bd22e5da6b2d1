package dev.triggerfish.invoker.function;

import java.util.Objects;
import java.util.UUID;

/** Revisions as the store has them. */
final class StoredRevisions implements FunctionRevisions {

  private final Functions functions;
  private final FunctionStore store;

  StoredRevisions(Functions functions, FunctionStore store) {
    this.functions = functions;
    this.store = store;
  }

  @Override
  public String latest(FunctionName name) {
    return functions.require(FunctionKey.of(name), name.qualifier()).revisionId();
  }

  @Override
  public String renew(FunctionName name) {
    var revisionId = UUID.randomUUID().toString();
    var function = functions.require(FunctionKey.of(name), name.qualifier());
    var addressed = Objects.requireNonNullElse(name.qualifier(), FunctionVersion.LATEST);
    var direct = function.version().equals(addressed);
    if (direct && !function.lifeCycle().inProgress()) {
      // Whoever was faster has given it a new one.
      store.replace(function.revisionId(), function.withRevision(revisionId));
    }
    return revisionId;
  }
}
