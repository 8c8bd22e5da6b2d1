package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Gathers a transaction's deliveries, writes them as it commits, and has them run then. */
final class StoredOutbox implements Outbox {

  /** Of Lambda's asynchronous invocations; more would only be kept to be refused. */
  private static final int LONGEST_EVENT = 1024 * 1024;

  private final DeliveryStore store;
  private final DeliveryIds ids;
  private final Dispatcher dispatcher;
  private final DeliveryJournal journal;
  private final PlatformClock clock;

  StoredOutbox(
      DeliveryStore store,
      DeliveryIds ids,
      Dispatcher dispatcher,
      DeliveryJournal journal,
      PlatformClock clock) {
    this.store = store;
    this.ids = ids;
    this.dispatcher = dispatcher;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public void add(Delivery delivery) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A delivery belongs to the transaction of its event");
    }
    var pending = new PendingDelivery(ids.next(), delivery, clock.millis(), 0);
    if (pending.bytes() > LONGEST_EVENT) {
      journal.dropped(pending, "Lambda takes events of up to " + LONGEST_EVENT + " bytes");
    } else {
      gathered().pending.add(pending);
    }
  }

  private Gathered gathered() {
    if (TransactionSynchronizationManager.getResource(this) instanceof Gathered gathered) {
      return gathered;
    }
    var gathered = new Gathered();
    TransactionSynchronizationManager.bindResource(this, gathered);
    TransactionSynchronizationManager.registerSynchronization(gathered);
    return gathered;
  }

  private final class Gathered implements TransactionSynchronization {

    private final List<PendingDelivery> pending = new ArrayList<>();

    @Override
    public void beforeCommit(boolean readOnly) {
      dispatcher.announce(pending);
      store.insert(pending);
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResource(StoredOutbox.this);
    }

    @Override
    public void afterCompletion(int status) {
      switch (status) {
        case STATUS_COMMITTED -> dispatcher.submit(pending);
        case STATUS_ROLLED_BACK -> dispatcher.forget(pending, false);
        default -> dispatcher.forget(pending, true);
      }
    }
  }
}
