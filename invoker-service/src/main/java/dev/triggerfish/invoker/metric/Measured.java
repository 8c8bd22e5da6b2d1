package dev.triggerfish.invoker.metric;

import dev.triggerfish.contracts.MetricBatch.Charge;
import dev.triggerfish.invoker.invocation.InvocationReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has come together since it was last taken; guarded by its owner. */
final class Measured {

  private static final Logger LOG = LoggerFactory.getLogger(Measured.class);
  private static final long MINUTE_MILLIS = 60_000;
  private static final long DAY_MILLIS = 86_400_000;

  /** Reached only if Kafka is away for long while very many functions are called. */
  private static final int MOST = 100_000;

  /** Beyond this many different values of one metric, new ones are kept to three digits. */
  private static final int MANY_VALUES = 4_096;

  private final Map<TargetMinute, Counts> counts = new HashMap<>();
  private final Map<GaugeMinute, Integer> peaks = new HashMap<>();
  private final Map<ValueKey, Map<Double, Long>> values = new HashMap<>();
  private final Map<ChargeKey, long[]> charges = new HashMap<>();
  private boolean full;

  /** The minute of a moment: its first second. */
  static long minute(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS) * 60;
  }

  void count(Target target, long minute, Consumer<Counts> change) {
    var key = new TargetMinute(target, minute);
    if (hasRoom(counts, key)) {
      change.accept(counts.computeIfAbsent(key, _ -> new Counts()));
    }
  }

  /** Notes how many run at once; the most in the minute stays. */
  void peak(Gauge gauge, long minute, int now) {
    var key = new GaugeMinute(gauge, minute);
    if (hasRoom(peaks, key)) {
      peaks.merge(key, now, Math::max);
    }
  }

  /** Adds a data point. */
  void value(Scope scope, String metric, String unit, long minute, double value) {
    var key = new ValueKey(scope, metric, unit, minute);
    if (hasRoom(values, key)) {
      var counts = values.computeIfAbsent(key, _ -> new HashMap<>());
      counts.merge(counts.size() < MANY_VALUES ? value : threeDigits(value), 1L, Long::sum);
    }
  }

  private static double threeDigits(double value) {
    var unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 2));
    return Math.round(value / unit) * unit;
  }

  void charge(InvocationReport report) {
    var version = report.invocation().version();
    var key =
        new ChargeKey(
            version.accountId(),
            version.region(),
            version.name(),
            version.version(),
            Math.floorDiv(report.startedAt(), DAY_MILLIS),
            version.architecture(),
            version.memoryMb(),
            version.ephemeralStorageMb());
    if (hasRoom(charges, key)) {
      var total = charges.computeIfAbsent(key, _ -> new long[2]);
      total[0]++;
      total[1] += report.billedMillis();
    }
  }

  private <K> boolean hasRoom(Map<K, ?> map, K key) {
    if (map.size() < MOST || map.containsKey(key)) {
      return true;
    }
    if (!full) {
      full = true;
      LOG.warn("More is measured than can be kept while it cannot be shipped: metrics are lost");
    }
    return false;
  }

  Map<TargetMinute, Counts> counts() {
    return counts;
  }

  Map<GaugeMinute, Integer> peaks() {
    return peaks;
  }

  Map<ValueKey, Map<Double, Long>> values() {
    return values;
  }

  List<Charge> charges() {
    var list = new ArrayList<Charge>(charges.size());
    charges.forEach((key, total) -> list.add(key.charge(total[0], total[1])));
    return list;
  }

  record TargetMinute(Target target, long minute) {}

  /** Something of which the most at once is measured. */
  record Gauge(String metric, Scope scope) {}

  record GaugeMinute(Gauge gauge, long minute) {}

  /** A metric in a minute. */
  record ValueKey(Scope scope, String metric, String unit, long minute) {}

  private record ChargeKey(
      String accountId,
      String region,
      String function,
      String version,
      long day,
      String architecture,
      int memoryMb,
      int storageMb) {

    Charge charge(long requests, long billedMillis) {
      return new Charge(
          accountId,
          region,
          function,
          version,
          day,
          architecture,
          memoryMb,
          storageMb,
          requests,
          billedMillis);
    }
  }
}
