package dev.triggerfish.logs.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/**
 * What CloudWatch demands of a datum beyond its model, in its words.
 *
 * @param path of the datum, such as {@code MetricData.member.1}
 * @param now platform time
 */
record DatumCheck(String path, Instant now) {

  private static final int MOST_VALUES = 150;
  private static final double LARGEST = Math.pow(2, 360);
  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Duration NEWEST = Duration.ofHours(2);

  /** The values, in whichever of the three ways they were given. */
  Statistics statistics(MetricDatum datum) {
    requireOneWay(datum);
    if (datum.value() != null) {
      return Statistics.of(List.of(number(datum.value(), "Value")), List.of(1));
    }
    return datum.hasValues() && !datum.values().isEmpty()
        ? ofValues(datum.values(), datum.counts())
        : ofSet(datum.statisticValues());
  }

  private void requireOneWay(MetricDatum datum) {
    var hasValues = datum.hasValues() && !datum.values().isEmpty();
    if (datum.value() != null && hasValues) {
      throw exclusive("Value", "Values");
    }
    if (datum.value() != null && datum.statisticValues() != null) {
      throw exclusive("Value", "StatisticValues");
    }
    if (hasValues && datum.statisticValues() != null) {
      throw exclusive("Values", "StatisticValues");
    }
    if (!hasValues && !datum.counts().isEmpty()) {
      throw sizesDiffer();
    }
    if (datum.value() == null && !hasValues && datum.statisticValues() == null) {
      throw MetricErrors.missing(
          "At least one of the parameters "
              + path
              + ".Value or "
              + path
              + ".StatisticValues must be specified.");
    }
  }

  private Statistics ofValues(List<Double> values, List<Double> counts) {
    if (values.size() > MOST_VALUES) {
      throw MetricErrors.tooMany(path + ".Values", MOST_VALUES);
    }
    if (!counts.isEmpty() && counts.size() != values.size()) {
      throw sizesDiffer();
    }
    for (var at = 0; at < values.size(); at++) {
      number(values.get(at), "Values.member." + (at + 1));
      if (!counts.isEmpty() && !(counts.get(at) > 0 && counts.get(at) <= LARGEST)) {
        throw MetricErrors.invalidValue(counts.get(at), path + ".Counts.member." + (at + 1));
      }
    }
    return Statistics.of(values, counts.isEmpty() ? Collections.nCopies(values.size(), 1) : counts);
  }

  private Statistics ofSet(StatisticSet set) {
    var name = "StatisticValues.";
    var samples = number(set.sampleCount(), name + "SampleCount");
    if (samples <= 0) {
      throw MetricErrors.invalid(
          "The parameter " + path + "." + name + "SampleCount must be greater than 0.");
    }
    var minimum = number(set.minimum(), name + "Minimum");
    var maximum = number(set.maximum(), name + "Maximum");
    if (maximum < minimum) {
      throw MetricErrors.invalid(
          "The parameter "
              + path
              + ".StatisticValues.Maximum must be greater than "
              + path
              + ".StatisticValues.Minimum.");
    }
    return Statistics.ofSet(samples, number(set.sum(), name + "Sum"), minimum, maximum);
  }

  /** Neither NaN nor infinite, nor beyond 2^360 either way. */
  private double number(double value, String member) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw MetricErrors.invalidValue(value, path + "." + member);
    }
    return value;
  }

  /** The datum's time; now if it has none. */
  Instant timestamp(@Nullable Instant given) {
    if (given == null) {
      return now;
    }
    if (given.isBefore(now.minus(OLDEST))) {
      throw MetricErrors.invalid(
          "The parameter "
              + path
              + ".Timestamp must specify a time no more than two weeks in the past.");
    }
    if (given.isAfter(now.plus(NEWEST))) {
      throw MetricErrors.invalid(
          "The parameter "
              + path
              + ".Timestamp must specify a time no more than two hours in the future.");
    }
    return given;
  }

  boolean isHighResolution(@Nullable Integer seconds) {
    if (seconds == null || seconds == MetricPoints.MINUTE) {
      return false;
    }
    if (seconds != MetricPoints.SECOND) {
      throw MetricErrors.invalidValue(seconds, path + ".StorageResolution");
    }
    return true;
  }

  private RuntimeException exclusive(String one, String other) {
    return MetricErrors.exclusive(path + "." + one, path + "." + other);
  }

  private RuntimeException sizesDiffer() {
    return MetricErrors.invalid(
        "The parameters " + path + ".Values and " + path + ".Counts must be of the same size.");
  }
}
