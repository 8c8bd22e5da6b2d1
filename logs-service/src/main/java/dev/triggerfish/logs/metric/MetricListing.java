package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.paging.PageToken;
import dev.triggerfish.logs.metric.MetricStore.MetricFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/** Listing metrics. */
final class MetricListing implements OperationGroup {

  private static final int PAGE = 500;
  private static final Duration LISTED = Duration.ofDays(14);
  private static final Duration RECENT = Duration.ofHours(3);

  private final MetricStore store;
  private final PlatformClock clock;

  MetricListing(MetricStore store, PlatformClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html">AWS</a>.
   */
  @AwsOperation(
      action = "cloudwatch:ListMetrics",
      acts = {"Namespace", "MetricName", "Dimensions", "NextToken", "RecentlyActive"},
      refused = {"IncludeLinkedAccounts", "OwningAccount"})
  ListMetricsResponse listMetrics(ListMetricsRequest request, Caller caller) {
    var filter =
        new MetricFilter(
            caller.accountId(), caller.region(), request.namespace(), request.metricName());
    var scope = "metrics/" + filter + request.dimensions();
    var since = clock.now().minus(request.recentlyActive() == null ? LISTED : RECENT);
    var found = new ArrayList<Metric>();
    var last = position(scope, request.nextToken());
    while (found.size() < PAGE) {
      var rows = store.list(filter, since.toEpochMilli(), last, PAGE);
      for (var row : rows) {
        if (found.size() == PAGE) {
          break;
        }
        last = row.id();
        if (matches(row.metric().dimensions(), request.dimensions())) {
          found.add(metric(row.metric()));
        }
      }
      if (rows.size() < PAGE) {
        return ListMetricsResponse.builder().metrics(found).build();
      }
    }
    return ListMetricsResponse.builder()
        .metrics(found)
        .nextToken(PageToken.encode(scope, Long.toString(last)))
        .build();
  }

  private static long position(String scope, @Nullable String token) {
    if (token == null) {
      return 0;
    }
    var last = PageToken.decode(scope, token);
    if (last == null) {
      throw MetricErrors.invalidValue(token, "NextToken");
    }
    return Long.parseLong(last);
  }

  private static boolean matches(
      SortedMap<String, String> dimensions, List<DimensionFilter> filters) {
    for (var filter : filters) {
      var value = dimensions.get(filter.name());
      if (value == null || (filter.value() != null && !filter.value().equals(value))) {
        return false;
      }
    }
    return true;
  }

  private static Metric metric(MetricKey metric) {
    return Metric.builder()
        .namespace(metric.namespace())
        .metricName(metric.name())
        .dimensions(DimensionSets.list(metric.dimensions()))
        .build();
  }
}
