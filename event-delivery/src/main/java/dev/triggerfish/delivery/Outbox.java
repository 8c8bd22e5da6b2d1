package dev.triggerfish.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gathers the items of a transaction, adds them as it commits, and has them worked on then: no item
 * is lost whose transaction was committed, and none is worked on whose transaction was not.
 *
 * @param <T> the service's items
 */
public final class Outbox<T extends DueItem> {

  private final DueStore<T> store;
  private final Lanes<T> lanes;
  private final PlatformClock clock;

  Outbox(DueStore<T> store, Lanes<T> lanes, PlatformClock clock) {
    this.store = store;
    this.lanes = lanes;
    this.clock = clock;
  }

  /**
   * Adds an item with the running transaction. Its first attempt follows the commit at once.
   *
   * @throws IllegalStateException outside a transaction on the service's database
   */
  public void add(T item) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A delivery belongs to the transaction of its event");
    }
    gathered().items.add(item);
  }

  private Gathered gathered() {
    if (TransactionSynchronizationManager.getResource(this)
        instanceof Outbox<?>.Gathered gathered) {
      @SuppressWarnings("unchecked") // Bound below, by this very outbox.
      var ours = (Gathered) gathered;
      return ours;
    }
    var gathered = new Gathered();
    TransactionSynchronizationManager.bindResource(this, gathered);
    TransactionSynchronizationManager.registerSynchronization(gathered);
    return gathered;
  }

  private final class Gathered implements TransactionSynchronization {

    private final List<T> items = new ArrayList<>();
    private final String claim = DeliveryEngine.newClaim();
    private List<NewItem<T>> announced = List.of();

    @Override
    public void beforeCommit(boolean readOnly) {
      announced = lanes.expect(items);
      store.add(announced, clock.millis(), claim);
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResource(Outbox.this);
    }

    @Override
    public void afterCompletion(int status) {
      switch (status) {
        case STATUS_COMMITTED ->
            lanes.arrived(announced, items.stream().map(DueItem::id).collect(Collectors.toSet()));
        case STATUS_ROLLED_BACK -> lanes.arrived(announced, Set.of());
        default -> lanes.doubtful(announced, claim);
      }
    }
  }
}
