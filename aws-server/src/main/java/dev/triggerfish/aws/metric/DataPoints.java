package dev.triggerfish.aws.metric;

import dev.triggerfish.contracts.MetricBatch.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data points that come together by metric and minute, in bounded memory; guarded by its owner. */
public final class DataPoints {

  /** Reached only if Kafka is away for long while very many resources are used. */
  public static final int MOST = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(DataPoints.class);
  private static final long MINUTE_MILLIS = 60_000;

  /** Beyond this many different values of one metric, new ones are kept to three digits. */
  private static final int MANY_VALUES = 4_096;

  private final Map<Key, Map<Double, Long>> values = new HashMap<>();
  private boolean full;

  private record Key(Metric metric, long minute) {}

  /** The minute of a moment: its first second, since the epoch. */
  public static long minute(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS) * 60;
  }

  /**
   * Adds data points of one value.
   *
   * @param minute as {@link #minute} says
   * @param times how many; 0 for none
   */
  public void add(Metric metric, long minute, double value, long times) {
    var key = new Key(metric, minute);
    if (times == 0 || !hasRoom(key)) {
      return;
    }
    var counts = values.computeIfAbsent(key, _ -> new HashMap<>());
    counts.merge(counts.size() < MANY_VALUES ? value : threeDigits(value), times, Long::sum);
  }

  private boolean hasRoom(Key key) {
    if (values.size() < MOST || values.containsKey(key)) {
      return true;
    }
    if (!full) {
      full = true;
      LOG.warn("More is measured than can be kept while it cannot be shipped: metrics are lost");
    }
    return false;
  }

  private static double threeDigits(double value) {
    var unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 2));
    return Math.round(value / unit) * unit;
  }

  /** All of them, each metric's values in ascending order. */
  public List<Series> series() {
    var all = new ArrayList<Series>(values.size());
    values.forEach(
        (key, counts) -> {
          var sorted = new TreeMap<>(counts);
          all.add(
              new Series(
                  key.metric.accountId(),
                  key.metric.region(),
                  key.metric.namespace(),
                  key.metric.name(),
                  key.metric.dimensions(),
                  key.metric.unit(),
                  key.minute,
                  List.copyOf(sorted.keySet()),
                  List.copyOf(sorted.values())));
        });
    return all;
  }
}
