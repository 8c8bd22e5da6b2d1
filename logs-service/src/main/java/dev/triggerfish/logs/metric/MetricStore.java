package dev.triggerfish.logs.metric;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.logs.metric.MetricPoints.PointKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The metrics of all accounts and regions, and what is put to them. */
public final class MetricStore {

  private static final Logger log = LoggerFactory.getLogger(MetricStore.class);
  private static final TypeReference<TreeMap<String, String>> DIMENSIONS = new TypeReference<>() {};
  private static final long PUBLISHED_STEP_MILLIS = 60_000;

  private final Database database;
  private final MetricPoints points;
  private final long maxMetrics;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Cache<MetricKey, Long> ids = Caffeine.newBuilder().maximumSize(20_000).build();
  private volatile boolean full;

  MetricStore(Database database, long maxMetrics) {
    this.database = database;
    this.points = new MetricPoints(database);
    this.maxMetrics = maxMetrics;
  }

  /**
   * Adds samples to what is there, as one transaction. The rows of their metrics are locked first,
   * in the order of ids: nobody else changes points of theirs meanwhile.
   *
   * @param now when they are published, in milliseconds since the epoch
   * @return the samples that were left out because there are too many metrics
   */
  public List<MetricSample> add(Collection<MetricSample> samples, long now) {
    var left = new ArrayList<MetricSample>();
    database.transactions().executeWithoutResult(_ -> add(samples, now, left));
    return left;
  }

  private void add(Collection<MetricSample> samples, long now, List<MetricSample> left) {
    var known = locked(samples.stream().map(MetricSample::metric).toList(), now);
    var merged = new HashMap<PointKey, Statistics>();
    for (var sample : samples) {
      var id = known.get(sample.metric());
      if (id == null) {
        left.add(sample);
      } else {
        PointKey.of(id, sample)
            .forEach(key -> merged.merge(key, sample.statistics(), Statistics::and));
      }
    }
    points.add(merged);
  }

  /** Finds or makes metrics and locks them. One that is trimmed meanwhile is made anew. */
  private Map<MetricKey, Long> locked(List<MetricKey> metrics, long now) {
    while (true) {
      var known = new HashMap<MetricKey, Long>();
      for (var metric : metrics) {
        known.computeIfAbsent(metric, _ -> id(metric, now));
      }
      if (known.isEmpty() || lock(known.values(), now)) {
        return known;
      }
      ids.invalidateAll(known.keySet());
    }
  }

  /** The id of a metric, which is made if it is new; null if there are too many already. */
  private @Nullable Long id(MetricKey metric, long now) {
    var cached = ids.getIfPresent(metric);
    if (cached != null) {
      return cached;
    }
    var found = find(metric);
    if (found == null && hasRoom()) {
      create(metric, now);
      found = find(metric);
    }
    if (found != null) {
      // If this transaction is rolled back, the row is missed when it is to be locked.
      ids.put(metric, found);
    }
    return found;
  }

  private boolean hasRoom() {
    var count = database.jdbc().sql("select count(*) from metric").query(Long.class).single();
    if (count < maxMetrics) {
      full = false;
      return true;
    }
    if (!full) {
      full = true;
      log.warn("There are triggerfish.metrics.max-metrics={} metrics: new ones are dropped", count);
    }
    return false;
  }

  private void create(MetricKey metric, long now) {
    database
        .jdbc()
        .sql(
            """
            insert into metric
              (account_id, region, digest, namespace, name, dimensions, last_published_at)
            values (:account, :region, :digest, :namespace, :name, :dimensions, :now)
            on conflict do nothing
            """)
        .param("account", metric.accountId())
        .param("region", metric.region())
        .param("digest", metric.digest())
        .param("namespace", metric.namespace())
        .param("name", metric.name())
        .param("dimensions", json.writeValueAsString(metric.dimensions()))
        .param("now", now)
        .update();
  }

  @Nullable Long find(MetricKey metric) {
    return database
        .jdbc()
        .sql(
            "select id from metric"
                + " where account_id = :account and region = :region and digest = :digest")
        .param("account", metric.accountId())
        .param("region", metric.region())
        .param("digest", metric.digest())
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  private boolean lock(Collection<Long> metrics, long now) {
    var rows =
        database
            .jdbc()
            .sql(
                "select id, last_published_at from metric where id in (:ids) order by id for"
                    + " update")
            .param("ids", metrics)
            .query((row, number) -> new long[] {row.getLong(1), row.getLong(2)})
            .list();
    var renewed =
        rows.stream()
            .filter(row -> row[1] < now - PUBLISHED_STEP_MILLIS)
            .map(row -> row[0])
            .toList();
    if (!renewed.isEmpty()) {
      database
          .jdbc()
          .sql("update metric set last_published_at = :now where id in (:ids)")
          .param("now", now)
          .param("ids", renewed)
          .update();
    }
    return rows.size() == metrics.size();
  }

  /**
   * Metrics in the order in which they came to be.
   *
   * @param after the id that the last page ended with, or 0
   * @param publishedSince in milliseconds since the epoch
   */
  List<ListedMetric> list(MetricFilter filter, long publishedSince, long after, int limit) {
    return database
        .jdbc()
        .sql(
            """
            select id, account_id, region, namespace, name, dimensions from metric
            where account_id = :account and region = :region and id > :after
              and last_published_at >= :since
            """
                + (filter.namespace() == null ? "" : " and namespace = :namespace")
                + (filter.name() == null ? "" : " and name = :name")
                + " order by id limit :limit")
        .param("account", filter.accountId())
        .param("region", filter.region())
        .param("after", after)
        .param("since", publishedSince)
        .param("namespace", filter.namespace())
        .param("name", filter.name())
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  private ListedMetric read(ResultSet row, int number) throws SQLException {
    return new ListedMetric(
        row.getLong("id"),
        new MetricKey(
            row.getString("account_id"),
            row.getString("region"),
            row.getString("namespace"),
            row.getString("name"),
            json.readValue(row.getString("dimensions"), DIMENSIONS)));
  }

  /** A metric and its place in the list. */
  record ListedMetric(long id, MetricKey metric) {}

  /** Selects metrics; null selects any. */
  record MetricFilter(
      String accountId, String region, @Nullable String namespace, @Nullable String name) {}
}
