package dev.triggerfish.invoker.metric;

import dev.triggerfish.aws.metric.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of dimensions, each of which may be open.
 *
 * @param function null for all functions of the account
 * @param resource null for all ways to address it
 * @param executedVersion null for all versions
 * @param mapping UUID of an event source mapping, which is its only dimension; null otherwise
 */
record Scope(
    String accountId,
    String region,
    @Nullable String function,
    @Nullable String resource,
    @Nullable String executedVersion,
    @Nullable String mapping) {

  Scope(
      String accountId,
      String region,
      @Nullable String function,
      @Nullable String resource,
      @Nullable String executedVersion) {
    this(accountId, region, function, resource, executedVersion, null);
  }

  /** A metric with these dimensions. */
  Metric metric(String name, String unit) {
    return new Metric(accountId, region, "AWS/Lambda", name, dimensions(), unit);
  }

  Map<String, String> dimensions() {
    var dimensions = new LinkedHashMap<String, String>();
    if (function != null) {
      dimensions.put("FunctionName", function);
    }
    if (resource != null) {
      dimensions.put("Resource", resource);
    }
    if (executedVersion != null) {
      dimensions.put("ExecutedVersion", executedVersion);
    }
    if (mapping != null) {
      dimensions.put("EventSourceMappingUUID", mapping);
    }
    return dimensions;
  }
}
