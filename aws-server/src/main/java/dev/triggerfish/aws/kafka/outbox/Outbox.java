package dev.triggerfish.aws.kafka.outbox;

import dev.triggerfish.aws.storage.Database;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes down, within a transaction, what is to be in a topic if it commits. Entries are numbered as
 * the last thing before the commit, whenever in the transaction they were added: so the numbers of
 * a shard are in commit order, and transactions exclude each other for that moment alone.
 */
public final class Outbox {

  private final OutboxStore store;

  /**
   * An outbox for a topic. Several share the same tables if they are for different topics.
   *
   * @param table see the package's description
   */
  public Outbox(Database database, String table, String topic) {
    this.store = new OutboxStore(database, table, topic);
  }

  /**
   * Adds an entry to the running transaction.
   *
   * @throws IllegalStateException outside of a transaction: it could be sent although the change
   *     that it tells of was undone, or the other way round
   */
  public void add(OutboxEntry entry) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("The outbox is filled within a transaction");
    }
    var pending = (@Nullable Pending) TransactionSynchronizationManager.getResource(this);
    if (pending == null) {
      pending = new Pending();
      TransactionSynchronizationManager.bindResource(this, pending);
      TransactionSynchronizationManager.registerSynchronization(pending);
    }
    pending.entries.add(entry);
  }

  OutboxStore store() {
    return store;
  }

  /** The entries of a transaction. */
  private final class Pending implements TransactionSynchronization {

    private final List<OutboxEntry> entries = new ArrayList<>();

    @Override
    public void beforeCommit(boolean readOnly) {
      store.append(entries);
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(Outbox.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(Outbox.this, this);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResource(Outbox.this);
    }
  }
}
