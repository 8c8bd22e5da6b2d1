package dev.triggerfish.logs.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which values occurred how often, for percentiles. Exact up to {@value #EXACT} different values;
 * beyond them values are kept to three digits, and to fewer if there are still too many.
 */
final class Distribution {

  static final int EXACT = 1_000;

  /** The most distinct values with three digits; all durations of a function fit. */
  private static final int MOST = 6_000;

  private final SortedMap<Double, Double> counts;

  private Distribution(SortedMap<Double, Double> counts) {
    this.counts = counts;
  }

  /** Values, of which each may be there again. */
  static Distribution of(List<Double> values, List<? extends Number> times) {
    var counts = new TreeMap<Double, Double>();
    for (var at = 0; at < values.size(); at++) {
      counts.merge(values.get(at), times.get(at).doubleValue(), Double::sum);
    }
    return new Distribution(bounded(counts));
  }

  static Distribution merge(Distribution one, Distribution other) {
    var larger = one.counts.size() >= other.counts.size() ? one : other;
    var smaller = larger == one ? other : one;
    var counts = new TreeMap<>(larger.counts);
    smaller.counts.forEach((value, times) -> counts.merge(value, times, Double::sum));
    return new Distribution(bounded(counts));
  }

  private static SortedMap<Double, Double> bounded(SortedMap<Double, Double> exact) {
    var counts = exact;
    if (counts.size() > EXACT) {
      counts = rounded(counts, 3);
    }
    for (var digits = 2; digits > 0 && counts.size() > MOST; digits--) {
      counts = rounded(counts, digits);
    }
    return counts;
  }

  private static SortedMap<Double, Double> rounded(Map<Double, Double> counts, int digits) {
    var context = new MathContext(digits, RoundingMode.HALF_UP);
    var rounded = new TreeMap<Double, Double>();
    counts.forEach(
        (value, times) ->
            rounded.merge(
                BigDecimal.valueOf(value).round(context).doubleValue(), times, Double::sum));
    return rounded;
  }

  /** Whether it has percentiles: CloudWatch computes none where a value is negative. */
  boolean hasPercentiles() {
    return counts.firstKey() >= 0;
  }

  /**
   * The smallest value that at least a share of all values does not exceed.
   *
   * @param percent 0 to 100
   */
  double percentile(double percent) {
    var all = counts.values().stream().mapToDouble(Double::doubleValue).sum();
    // Half of a millionth takes what binary fractions add to 99.9 % of 1000.
    var rank = all * percent / 100 - 5e-7;
    var below = 0.0;
    for (var entry : counts.entrySet()) {
      below += entry.getValue();
      if (below >= rank) {
        return entry.getKey();
      }
    }
    return counts.lastKey();
  }

  byte[] bytes() {
    var bytes = ByteBuffer.allocate(counts.size() * 2 * Double.BYTES);
    counts.forEach((value, times) -> bytes.putDouble(value).putDouble(times));
    return bytes.array();
  }

  static Distribution read(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    var counts = new TreeMap<Double, Double>();
    while (buffer.hasRemaining()) {
      counts.put(buffer.getDouble(), buffer.getDouble());
    }
    return new Distribution(counts);
  }
}
