package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The values of metrics by minute, and by second for those of high resolution. */
final class MetricPoints {

  static final int MINUTE = 60;
  static final int SECOND = 1;

  private final Database database;

  MetricPoints(Database database) {
    this.database = database;
  }

  /** Adds to what is there. The caller holds the metrics' rows, and a transaction. */
  void add(Map<PointKey, Statistics> added) {
    added.forEach(
        (key, statistics) -> {
          var before = find(key);
          if (before == null) {
            insert(key, statistics);
          } else {
            update(key, before.and(statistics));
          }
        });
  }

  private @Nullable Statistics find(PointKey key) {
    return keyed(
            """
            select samples, total, lowest, highest, distribution from metric_point
            where metric_id = :metric and resolution = :resolution and starts_at = :start
              and unit = :unit
            """,
            key)
        .query((row, number) -> read(row, true))
        .optional()
        .orElse(null);
  }

  private void insert(PointKey key, Statistics statistics) {
    valued(
            """
            insert into metric_point (metric_id, resolution, starts_at, unit,
              samples, total, lowest, highest, distribution)
            values (:metric, :resolution, :start, :unit,
              :samples, :total, :lowest, :highest, :distribution)
            """,
            key,
            statistics)
        .update();
  }

  private void update(PointKey key, Statistics statistics) {
    valued(
            """
            update metric_point set samples = :samples, total = :total, lowest = :lowest,
              highest = :highest, distribution = :distribution
            where metric_id = :metric and resolution = :resolution and starts_at = :start
              and unit = :unit
            """,
            key,
            statistics)
        .update();
  }

  private JdbcClient.StatementSpec keyed(String sql, PointKey key) {
    return database
        .jdbc()
        .sql(sql)
        .param("metric", key.metricId())
        .param("resolution", key.resolution())
        .param("start", key.start())
        .param("unit", key.unit());
  }

  private JdbcClient.StatementSpec valued(String sql, PointKey key, Statistics statistics) {
    var distribution = statistics.distribution();
    return keyed(sql, key)
        .param("samples", statistics.samples())
        .param("total", statistics.sum())
        .param("lowest", statistics.minimum())
        .param("highest", statistics.maximum())
        .param("distribution", distribution == null ? null : distribution.bytes(), Types.VARBINARY);
  }

  /** Reads a metric's points from a second to another, which is excluded. */
  void read(long metricId, PointRange range, PointReader reader) {
    RowCallbackHandler each =
        row ->
            reader.read(
                row.getLong("starts_at"),
                row.getString("unit"),
                read(row, range.withDistribution()));
    database
        .jdbc()
        .sql(
            "select starts_at, unit, samples, total, lowest, highest"
                + (range.withDistribution() ? ", distribution" : "")
                + " from metric_point where metric_id = :metric and resolution = :resolution"
                + " and starts_at >= :from and starts_at < :to"
                + (range.unit() == null ? "" : " and unit = :unit"))
        .param("metric", metricId)
        .param("resolution", range.resolution())
        .param("from", range.from())
        .param("to", range.to())
        .param("unit", range.unit())
        .query(each);
  }

  private static Statistics read(ResultSet row, boolean withDistribution) throws SQLException {
    var distribution = withDistribution ? row.getBytes("distribution") : null;
    return new Statistics(
        row.getDouble("samples"),
        row.getDouble("total"),
        row.getDouble("lowest"),
        row.getDouble("highest"),
        distribution == null ? null : Distribution.read(distribution));
  }

  /** Takes points, in any order. */
  interface PointReader {
    void read(long start, String unit, Statistics statistics);
  }

  /**
   * Which points.
   *
   * @param resolution {@link #MINUTE} or {@link #SECOND}
   * @param from in seconds since the epoch
   * @param to excluded
   * @param unit null for any
   * @param withDistribution whether the values themselves are wanted
   */
  record PointRange(
      int resolution, long from, long to, @Nullable String unit, boolean withDistribution) {}

  /**
   * Identity of a point.
   *
   * @param start in seconds since the epoch
   */
  record PointKey(long metricId, int resolution, long start, String unit) {

    /** The row that a sample is added to. */
    static List<PointKey> of(long metricId, MetricSample sample) {
      var time = sample.timestamp();
      var minute =
          new PointKey(metricId, MINUTE, Math.floorDiv(time, MINUTE) * MINUTE, sample.unit());
      return sample.highResolution()
          ? List.of(minute, new PointKey(metricId, SECOND, time, sample.unit()))
          : List.of(minute);
    }
  }
}
