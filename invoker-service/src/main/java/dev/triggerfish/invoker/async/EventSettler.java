package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.storage.GroupCommit;
import dev.triggerfish.aws.storage.GroupCommit.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of events, many in one transaction. What is to follow happens once it is
 * durable; what is not written when the process ends is tried again after its restart.
 */
final class EventSettler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventSettler.class);
  private static final Limits LIMITS = new Limits(4_096, 256);

  private final GroupCommit<Entry, @Nullable Void> commits;

  EventSettler(AsyncEventStore store) {
    this.commits =
        GroupCommit.withoutResults(
            "async-settler",
            LIMITS,
            entries -> store.settle(entries.stream().map(Entry::settlement).toList()),
            EventSettler::goOn);
  }

  private record Entry(Settlement settlement, Runnable next) {}

  /**
   * Writes something down soon.
   *
   * @param next what follows; must neither block nor throw, nor settle anything itself
   */
  void settle(Settlement settlement, Runnable next) {
    commits.submit(new Entry(settlement, next));
  }

  private static void goOn(List<Entry> entries) {
    for (var entry : entries) {
      try {
        entry.next.run();
      } catch (RuntimeException e) {
        LOG.error("What follows {} failed", entry.settlement, e);
      }
    }
  }

  @Override
  public void close() {
    commits.close();
  }
}
