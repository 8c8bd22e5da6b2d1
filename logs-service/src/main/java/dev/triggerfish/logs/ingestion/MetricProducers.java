package dev.triggerfish.logs.ingestion;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.MetricBatch;
import java.time.Duration;
import java.time.Instant;

/** How far the batches of each producer have been counted. */
final class MetricProducers {

  /** A producer's batches reach us within seconds; or when we are back, however long that takes. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Database database;

  MetricProducers(Database database) {
    this.database = database;
  }

  /**
   * Notes a batch; false if it has been noted before. In the transaction in which it is counted.
   */
  boolean isNew(MetricBatch batch, long now) {
    database
        .jdbc()
        .sql(
            "insert into metric_producer (producer, last_sequence, seen_at)"
                + " values (:producer, 0, :now) on conflict do nothing")
        .param("producer", batch.producer())
        .param("now", now)
        .update();
    return database
            .jdbc()
            .sql(
                "update metric_producer set last_sequence = :sequence, seen_at = :now"
                    + " where producer = :producer and last_sequence < :sequence")
            .param("producer", batch.producer())
            .param("sequence", batch.sequence())
            .param("now", now)
            .update()
        == 1;
  }

  /** Forgets those that have not been heard of for long. */
  void trim(Instant now) {
    database
        .jdbc()
        .sql("delete from metric_producer where seen_at < :before")
        .param("before", now.minus(KEPT).toEpochMilli())
        .update();
  }
}
