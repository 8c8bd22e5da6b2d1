package dev.triggerfish.invoker.function;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every {@link FunctionChanges} of a change; one that fails keeps none of the others. */
public final class ChangeAnnouncer {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeAnnouncer.class);

  private final Supplier<? extends Iterable<FunctionChanges>> listeners;

  public ChangeAnnouncer(Supplier<? extends Iterable<FunctionChanges>> listeners) {
    this.listeners = listeners;
  }

  public void functionUpdated(String retiredDeploymentId, FunctionVersion current) {
    tell(listener -> listener.functionUpdated(retiredDeploymentId, current));
  }

  public void functionDeleted(FunctionVersion last) {
    tell(listener -> listener.functionDeleted(last));
  }

  /** A version or an alias is gone: {@link FunctionChanges#qualifierDeleted}. */
  public void qualifierDeleted(FunctionKey function, String qualifier) {
    tell(listener -> listener.qualifierDeleted(function.arn(null), qualifier));
  }

  private void tell(Consumer<FunctionChanges> change) {
    for (var listener : listeners.get()) {
      try {
        change.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("{} did not take the change of a function", listener, e);
      }
    }
  }
}
