package dev.triggerfish.invoker.metric;

import dev.triggerfish.aws.metric.DataPoints;
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
  private static final long DAY_MILLIS = 86_400_000;

  private final Map<TargetMinute, Counts> counts = new HashMap<>();
  private final Map<GaugeMinute, Integer> peaks = new HashMap<>();
  private final DataPoints values = new DataPoints();
  private final Map<ChargeKey, long[]> charges = new HashMap<>();
  private boolean full;

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
    if (map.size() < DataPoints.MOST || map.containsKey(key)) {
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

  /** Data points that are measured as they are told. */
  DataPoints values() {
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
