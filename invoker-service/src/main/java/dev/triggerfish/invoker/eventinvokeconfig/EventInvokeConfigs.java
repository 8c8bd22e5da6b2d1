package dev.triggerfish.invoker.eventinvokeconfig;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.invoker.function.FunctionChanges;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The configurations of this process: found in memory, changed in the store first. A configuration
 * goes for the exact qualifier that is invoked and for no other; it goes with its function, version
 * or alias.
 */
public final class EventInvokeConfigs implements FunctionChanges {

  private static final int MOST_IN_MEMORY = 10_000;

  private final EventInvokeConfigStore store;
  private final Cache<Key, EventInvokeConfig> inMemory =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  EventInvokeConfigs(EventInvokeConfigStore store) {
    this.store = store;
  }

  private record Key(FunctionKey function, String qualifier) {}

  /** What goes for events of a function as it was addressed. */
  public EventInvokeConfig of(FunctionName name) {
    return inMemory.get(
        new Key(FunctionKey.of(name), qualifier(name)),
        key ->
            Objects.requireNonNullElse(
                store.find(key.function, key.qualifier), EventInvokeConfig.NONE));
  }

  /** The qualifier under which a configuration is kept. */
  static String qualifier(FunctionName name) {
    return Objects.requireNonNullElse(name.qualifier(), FunctionVersion.LATEST);
  }

  EventInvokeConfig require(FunctionName name) {
    var found = store.find(FunctionKey.of(name), qualifier(name));
    if (found == null) {
      throw EventInvokeConfigErrors.none(name);
    }
    return found;
  }

  EventInvokeConfig change(FunctionName name, UnaryOperator<EventInvokeConfig> change) {
    var changed = store.change(FunctionKey.of(name), qualifier(name), change);
    if (changed == null) {
      throw EventInvokeConfigErrors.noFunction();
    }
    forget(FunctionKey.of(name), qualifier(name));
    return changed;
  }

  void delete(FunctionName name) {
    if (!store.delete(FunctionKey.of(name), qualifier(name))) {
      throw EventInvokeConfigErrors.none(name);
    }
    forget(FunctionKey.of(name), qualifier(name));
  }

  List<EventInvokeConfigStore.Qualified> list(FunctionName name, String after, int most) {
    return store.list(FunctionKey.of(name), after, most);
  }

  private void forget(FunctionKey function, String qualifier) {
    inMemory.invalidate(new Key(function, qualifier));
  }

  @Override
  public void functionUpdated(String retiredDeploymentId, FunctionVersion current) {
    // How events are tried does not depend on what runs.
  }

  @Override
  public void functionDeleted(FunctionVersion last) {
    // Each of its qualifiers is told of.
  }

  @Override
  public void qualifierDeleted(String functionArn, String qualifier) {
    var arn = Arn.parse(functionArn);
    if (arn != null) {
      var name = arn.resource().substring(arn.resource().indexOf(':') + 1);
      var function = new FunctionKey(arn.accountId(), arn.region(), name);
      store.delete(function, qualifier);
      forget(function, qualifier);
    }
  }
}
