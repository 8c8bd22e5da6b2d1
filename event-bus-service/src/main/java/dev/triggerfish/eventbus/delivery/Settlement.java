package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.eventbus.delivery.DeliveryStore.Postponed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Writes down what became of attempts: one thread, all that has come together in one commit, since
 * a commit waits for the disk.
 */
final class Settlement {

  private static final Logger log = LoggerFactory.getLogger(Settlement.class);
  private static final int MOST_PER_COMMIT = 500;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final DeliveryStore store;
  private final LinkedBlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  Settlement(DeliveryStore store) {
    this.store = store;
  }

  /**
   * Starts writing.
   *
   * @param settled is told what is written
   */
  void start(Consumer<List<Result>> settled) {
    Thread.ofVirtual().name("delivery-settlement").start(() -> run(settled));
  }

  void add(Result result) {
    results.add(result);
  }

  /** Writes what is there, for a moment at most; what is not written is delivered once more. */
  void stop(Duration most) throws InterruptedException {
    stopped.countDown();
    results.add(new Result.Stop());
    if (!finished.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("{} deliveries are left to be settled after the next start", results.size());
    }
  }

  private void run(Consumer<List<Result>> settled) {
    try {
      var batch = new ArrayList<Result>();
      while (batch.stream().noneMatch(Result.Stop.class::isInstance)) {
        batch.clear();
        batch.add(results.take());
        results.drainTo(batch, MOST_PER_COMMIT);
        write(batch);
        settled.accept(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finished.countDown();
    }
  }

  private void write(List<Result> batch) throws InterruptedException {
    var done = new ArrayList<Long>();
    var postponed = new ArrayList<Postponed>();
    for (var result : batch) {
      switch (result) {
        case Result.Done(var pending) -> done.add(pending.id());
        case Result.Later(var later) -> postponed.add(later);
        case Result.Stop _ -> {}
      }
    }
    while (!written(done, postponed)) {
      if (stopped.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private boolean written(List<Long> done, List<Postponed> postponed) {
    try {
      if (!done.isEmpty() || !postponed.isEmpty()) {
        store.settle(done, postponed);
      }
      return true;
    } catch (DataAccessException e) {
      log.warn("Deliveries could not be settled, trying again", e);
      return false;
    }
  }

  /** What to write. */
  sealed interface Result {

    /** There is nothing more to do. */
    record Done(PendingDelivery pending) implements Result {}

    /** It is tried again. */
    record Later(Postponed postponed) implements Result {}

    /** Nothing follows. */
    record Stop() implements Result {}
  }
}
