package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.eventbus.dynamodb.table.DroppedPrefixes;
import dev.triggerfish.eventbus.dynamodb.table.TableRows;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * What happens to rows in the background: new indexes are filled, rows of what is gone are swept,
 * items that have expired are deleted. All of it goes on after a restart where it was.
 */
final class RowKeeper implements TableRows, SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RowKeeper.class);
  private static final int AT_ONCE = 500;

  /** AWS says within a few days; here it is what people wait for. */
  private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(10);

  private final ItemRows rows;
  private final IndexFilling filling;
  private final Expiries expiries;
  private final DroppedPrefixes dropped;
  private final PlatformClock clock;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("dynamodb-rows").factory());
  private volatile boolean running;

  RowKeeper(
      ItemRows rows,
      IndexFilling filling,
      Expiries expiries,
      DroppedPrefixes dropped,
      PlatformClock clock) {
    this.rows = rows;
    this.filling = filling;
    this.expiries = expiries;
    this.dropped = dropped;
    this.clock = clock;
  }

  @Override
  public Extent extent(int id) {
    return rows.extent(RowKeys.all(id));
  }

  @Override
  public void fill() {
    inBackground(filling::fillAll);
  }

  @Override
  public void sweep() {
    inBackground(this::sweepAll);
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

  private void inBackground(Runnable work) {
    if (running) {
      worker.execute(
          () -> {
            try {
              work.run();
            } catch (DataAccessException e) {
              LOG.warn("Work on DynamoDB's rows waits for the next start or change", e);
            }
          });
    }
  }

  @Override
  public void start() {
    running = true;
    fill();
    sweep();
    expireLater();
  }

  private void expireLater() {
    clock.schedule(
        EXPIRY_INTERVAL,
        () -> {
          if (running) {
            inBackground(expiries::expire);
            expireLater();
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
