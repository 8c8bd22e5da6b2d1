package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes points that are older than they are kept, the oldest if there are too many, and metrics
 * that nothing is put to any more. Seconds are kept for three hours, as in CloudWatch, and minutes
 * for fifteen days; it then keeps coarser ones, which we do not.
 */
final class MetricTrimmer {

  private static final Logger log = LoggerFactory.getLogger(MetricTrimmer.class);
  private static final Duration SECONDS_KEPT = Duration.ofHours(3);
  private static final Duration MINUTES_KEPT = Duration.ofDays(15);
  private static final int METRICS_AT_ONCE = 500;

  private final Database database;
  private final long maxPoints;
  private final AtomicBoolean said = new AtomicBoolean();

  MetricTrimmer(Database database, long maxPoints) {
    this.database = database;
    this.maxPoints = maxPoints;
  }

  void trim(Instant now) {
    deletePoints(MetricPoints.SECOND, now.minus(SECONDS_KEPT).getEpochSecond());
    deletePoints(MetricPoints.MINUTE, now.minus(MINUTES_KEPT).getEpochSecond());
    trimToBound();
    var cutoff = now.minus(MINUTES_KEPT).toEpochMilli();
    while (Boolean.TRUE.equals(database.transactions().execute(_ -> deleteMetrics(cutoff)))) {
      log.debug("Deleted metrics that nothing has been put to for {}", MINUTES_KEPT);
    }
  }

  private void deletePoints(int resolution, long before) {
    database
        .jdbc()
        .sql("delete from metric_point where resolution = :resolution and starts_at < :before")
        .param("resolution", resolution)
        .param("before", before)
        .update();
  }

  /** Goes by age: whole periods go, of all metrics alike. */
  private void trimToBound() {
    for (var resolution : new int[] {MetricPoints.SECOND, MetricPoints.MINUTE}) {
      var before = boundary(resolution);
      if (before != null) {
        if (said.compareAndSet(false, true)) {
          log.warn(
              "There are more than triggerfish.metrics.max-points={} data points: the oldest are"
                  + " deleted",
              maxPoints);
        }
        deletePoints(resolution, before);
      }
    }
  }

  private @org.jspecify.annotations.Nullable Long boundary(int resolution) {
    return database
        .jdbc()
        .sql(
            """
            select starts_at + 1 from metric_point where resolution = :resolution
            order by starts_at desc offset :most rows fetch first 1 rows only
            """)
        .param("resolution", resolution)
        .param("most", maxPoints)
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  /** Under the rows' locks: whoever puts something to a metric holds its row. */
  private boolean deleteMetrics(long publishedBefore) {
    var ids =
        database
            .jdbc()
            .sql(
                "select id from metric where last_published_at < :before"
                    + " order by id limit :limit for update")
            .param("before", publishedBefore)
            .param("limit", METRICS_AT_ONCE)
            .query(Long.class)
            .list();
    if (ids.isEmpty()) {
      return false;
    }
    database
        .jdbc()
        .sql("delete from metric_point where metric_id in (:ids)")
        .param("ids", ids)
        .update();
    database.jdbc().sql("delete from metric where id in (:ids)").param("ids", ids).update();
    return true;
  }
}
