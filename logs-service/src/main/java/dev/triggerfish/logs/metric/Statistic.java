package dev.triggerfish.logs.metric;

import org.jspecify.annotations.Nullable;

/** One of the numbers that a period's values come down to. */
sealed interface Statistic {

  /** The number, or null where it cannot be told. */
  @Nullable Double of(Statistics statistics);

  /** The statistic of a name such as {@code Sum} or {@code p99.9}, or null if it is none. */
  static @Nullable Statistic named(String name) {
    for (var simple : Simple.values()) {
      if (simple.title.equals(name)) {
        return simple;
      }
    }
    return Percentile.named(name);
  }

  /** Whether it is computed from the values themselves. */
  default boolean needsDistribution() {
    return this instanceof Percentile;
  }

  /** CloudWatch's own five. */
  enum Simple implements Statistic {
    SAMPLE_COUNT("SampleCount"),
    AVERAGE("Average"),
    SUM("Sum"),
    MINIMUM("Minimum"),
    MAXIMUM("Maximum");

    private final String title;

    Simple(String title) {
      this.title = title;
    }

    @Override
    public Double of(Statistics statistics) {
      return switch (this) {
        case SAMPLE_COUNT -> statistics.samples();
        case AVERAGE -> statistics.average();
        case SUM -> statistics.sum();
        case MINIMUM -> statistics.minimum();
        case MAXIMUM -> statistics.maximum();
      };
    }
  }

  /**
   * A percentile.
   *
   * @param percent 0 to 100
   */
  record Percentile(double percent) implements Statistic {

    /** CloudWatch allows ten. */
    private static final int MAX_DECIMALS = 10;

    private static @Nullable Percentile named(String name) {
      if (name.length() < 2 || name.charAt(0) != 'p') {
        return null;
      }
      var number = name.substring(1);
      var point = number.indexOf('.');
      var whole = point < 0 ? number : number.substring(0, point);
      var decimals = point < 0 ? "" : number.substring(point + 1);
      if (whole.isEmpty()
          || whole.length() > 3
          || decimals.length() > MAX_DECIMALS
          || !isDigits(whole)
          || !isDigits(decimals)) {
        return null;
      }
      var percent = Double.parseDouble(whole + "." + decimals + "0");
      return percent > 100 ? null : new Percentile(percent);
    }

    private static boolean isDigits(String text) {
      return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public @Nullable Double of(Statistics statistics) {
      var distribution = statistics.distribution();
      return distribution == null || !distribution.hasPercentiles()
          ? null
          : distribution.percentile(percent);
    }
  }
}
