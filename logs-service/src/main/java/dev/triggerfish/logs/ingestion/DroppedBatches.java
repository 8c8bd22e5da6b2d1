package dev.triggerfish.logs.ingestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.contracts.LogBatch;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was dropped for want of rights, and says why: once a minute per role and group. */
final class DroppedBatches {

  private static final Logger log = LoggerFactory.getLogger(DroppedBatches.class);

  private final AtomicLong count = new AtomicLong();
  private final Cache<Source, Boolean> said =
      Caffeine.newBuilder()
          .expireAfterWrite(Duration.ofMinutes(1))
          .maximumSize(10_000)
          .executor(Runnable::run)
          .build();

  /**
   * Notes a batch that is dropped.
   *
   * @param why AWS's sentence; nothing of the lines is ever said
   */
  void drop(LogBatch batch, String why) {
    var total = count.incrementAndGet();
    if (said.asMap().putIfAbsent(new Source(batch.roleArn(), batch.logGroup()), true) == null) {
      log.warn(
          "Log lines of {} are dropped: {} ({} batches dropped so far)",
          batch.functionArn(),
          why,
          total);
    }
  }

  long count() {
    return count.get();
  }

  private record Source(String roleArn, String logGroup) {}
}
