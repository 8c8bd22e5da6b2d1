package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

/**
 * Gives {@code cloudwatch:namespace} its value, by which policies limit where metrics may be put;
 * metrics are no resources.
 */
final class NamespaceCondition implements ResourceResolver {

  @Override
  public String service() {
    return "monitoring";
  }

  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    return null;
  }

  @Override
  public Map<String, List<String>> conditionKeys(SdkRequest request, Caller caller) {
    return request instanceof PutMetricDataRequest put
        ? Map.of("cloudwatch:namespace", List.of(put.namespace()))
        : Map.of();
  }
}
