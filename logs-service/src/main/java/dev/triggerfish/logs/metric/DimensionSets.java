package dev.triggerfish.logs.metric;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/** Dimensions as requests list them, and as metrics are known by them. */
final class DimensionSets {

  private DimensionSets() {}

  static SortedMap<String, String> of(List<Dimension> dimensions) {
    var set = new TreeMap<String, String>();
    for (var dimension : dimensions) {
      if (set.put(dimension.name(), dimension.value()) != null) {
        throw MetricErrors.invalid("No Metric may specify the same dimension name twice.");
      }
    }
    return set;
  }

  static List<Dimension> list(SortedMap<String, String> set) {
    return set.entrySet().stream()
        .map(one -> Dimension.builder().name(one.getKey()).value(one.getValue()).build())
        .toList();
  }
}
