package dev.triggerfish.eventbus.dynamodb.row;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.eventbus.dynamodb.table.DroppedPrefixes;
import dev.triggerfish.eventbus.dynamodb.table.TableRows;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What happens to rows in the background: new indexes are filled, rows of what is gone are swept,
 * items that have expired are deleted. All of it goes on after a restart where it was.
 */
final class RowKeeper implements TableRows, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RowKeeper.class);
  private static final int AT_ONCE = 500;
  private static final int SMALL = 10_000;
  private static final int MOST_COUNTED = 10_000;

  /** AWS says within a few days; here it is what people wait for. */
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final ItemRows rows;
  private final ClientTokens tokens;
  private final IndexFilling filling;
  private final Expiries expiries;
  private final DroppedPrefixes dropped;
  private final PlatformClock clock;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("dynamodb-rows").factory());
  private final AtomicBoolean toFill = new AtomicBoolean();
  private final AtomicBoolean toSweep = new AtomicBoolean();
  private final Cache<Integer, Extent> counted;
  private volatile boolean running;

  RowKeeper(
      ItemRows rows,
      ClientTokens tokens,
      IndexFilling filling,
      Expiries expiries,
      DroppedPrefixes dropped,
      PlatformClock clock) {
    this.rows = rows;
    this.tokens = tokens;
    this.filling = filling;
    this.expiries = expiries;
    this.dropped = dropped;
    this.clock = clock;
    this.counted =
        Caffeine.newBuilder()
            .maximumSize(MOST_COUNTED)
            .expireAfterWrite(Duration.ofHours(6))
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Small tables are counted anew, large ones every six hours, as AWS does. */
  @Override
  public Extent extent(int id) {
    var known = counted.getIfPresent(id);
    if (known != null) {
      return known;
    }
    var extent = rows.extent(RowKeys.all(id));
    if (extent.rows() > SMALL) {
      counted.put(id, extent);
    }
    return extent;
  }

  @Override
  public void fill() {
    inBackground(toFill, () -> filling.fillAll(() -> running));
  }

  @Override
  public void sweep() {
    inBackground(toSweep, this::sweepAll);
  }

  private void sweepAll() {
    for (var prefix : dropped.all()) {
      while (running && rows.deleteSome(RowKeys.all(prefix), AT_ONCE) > 0) {
        LOG.debug("Rows of {} are being deleted", prefix);
      }
      if (running) {
        dropped.forget(prefix);
      }
    }
  }

  /**
   * Has work done that is not waiting yet.
   *
   * @param waiting whether it is; what is under way may have missed the latest
   */
  private void inBackground(AtomicBoolean waiting, Runnable work) {
    if (running && !waiting.getAndSet(true)) {
      worker.execute(
          () -> {
            waiting.set(false);
            if (!isDone(work)) {
              clock.schedule(INTERVAL, () -> inBackground(waiting, work));
            }
          });
    }
  }

  private static boolean isDone(Runnable work) {
    try {
      work.run();
      return true;
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Work on DynamoDB's rows is tried again soon", e);
      return false;
    }
  }

  @Override
  public void start() {
    running = true;
    fill();
    sweep();
    expireLater();
  }

  /** What is due is deleted before the clock goes on, so there is never more than one of these. */
  private void expireLater() {
    clock.schedule(
        INTERVAL,
        () -> {
          if (running) {
            try {
              isDone(
                  () -> {
                    expiries.expire();
                    tokens.forgetOld();
                  });
            } finally {
              expireLater();
            }
          }
        });
  }

  @Override
  public void stop() {
    running = false;
    worker.shutdown();
    try {
      if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("Work on DynamoDB's rows goes on at the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
