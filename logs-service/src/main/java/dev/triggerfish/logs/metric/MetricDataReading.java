package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.paging.PageToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Reading the statistics of many metrics. */
final class MetricDataReading implements OperationGroup {

  private static final int MOST = 100_800;

  private final MetricReader reader;

  MetricDataReading(MetricReader reader) {
    this.reader = reader;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">AWS</a>.
   */
  @AwsOperation(
      action = "cloudwatch:GetMetricData",
      acts = {"MetricDataQueries", "StartTime", "EndTime", "NextToken", "ScanBy", "MaxDatapoints"},
      refused = {"LabelOptions", "MetricDataQueries.Expression", "MetricDataQueries.AccountId"})
  GetMetricDataResponse getMetricData(GetMetricDataRequest request, Caller caller) {
    if (!request.startTime().isBefore(request.endTime())) {
      throw MetricErrors.validation("The parameter EndTime must be greater than StartTime.");
    }
    var queries = DataQuery.all(request.metricDataQueries(), caller);
    var most = Objects.requireNonNullElse(request.maxDatapoints(), MOST);
    if (most < 1 || most > MOST) {
      throw MetricErrors.validation(
          "The parameter MaxDatapoints must be between 1 and " + MOST + ".");
    }
    var scope = scope(request, caller);
    var page = new Page(request, most);
    page.read(queries, Position.of(scope, request.nextToken()));
    var next = page.next;
    return GetMetricDataResponse.builder()
        .metricDataResults(page.results)
        .messages(List.of())
        .nextToken(next == null ? null : PageToken.encode(scope, next.text()))
        .build();
  }

  private static String scope(GetMetricDataRequest request, Caller caller) {
    return caller.accountId()
        + caller.region()
        + request.metricDataQueries()
        + request.startTime()
        + request.endTime()
        + request.scanByAsString();
  }

  /**
   * Where a page begins.
   *
   * @param query number of the query
   * @param after the last period that the page before gave of it; null if none
   */
  private record Position(int query, @Nullable Long after) {

    static Position of(String scope, @Nullable String token) {
      if (token == null) {
        return new Position(0, null);
      }
      var text = PageToken.decode(scope, token);
      if (text == null) {
        throw InvalidNextTokenException.builder()
            .message("The value " + token + " for parameter NextToken is invalid.")
            .build();
      }
      var colon = text.indexOf(':');
      return new Position(
          Integer.parseInt(text.substring(0, colon)), Long.valueOf(text.substring(colon + 1)));
    }

    String text() {
      return query + ":" + after;
    }
  }

  /** One answer, which holds no more data points than were asked for. */
  private final class Page {
    private final GetMetricDataRequest request;
    private final List<MetricDataResult> results = new ArrayList<>();
    private int left;
    private @Nullable Position next;

    Page(GetMetricDataRequest request, int most) {
      this.request = request;
      this.left = most;
    }

    void read(List<DataQuery> queries, Position from) {
      for (var at = from.query(); at < queries.size() && next == null; at++) {
        var query = queries.get(at);
        if (query.returned()) {
          add(at, query, values(query, at == from.query() ? from.after() : null));
        }
      }
    }

    /** A query's values after a period, in the order of the answer. */
    private SortedMap<Long, Double> values(DataQuery query, @Nullable Long after) {
      var periods = Periods.between(request.startTime(), request.endTime(), query.period());
      var values =
          request.scanBy() == ScanBy.TIMESTAMP_ASCENDING
              ? new TreeMap<Long, Double>()
              : new TreeMap<Long, Double>(java.util.Comparator.reverseOrder());
      reader
          .read(query.metric(), periods, query.unit(), List.of(query.statistic()))
          .forEach(
              (start, byUnit) -> {
                // Without a unit, data of any unit is data of the metric.
                var all = byUnit.values().stream().reduce(Statistics::and).orElseThrow();
                var value = query.statistic().of(all);
                if (value != null) {
                  values.put(start, value);
                }
              });
      if (after != null) {
        values.headMap(after).clear();
        values.remove(after);
      }
      return values;
    }

    private void add(int at, DataQuery query, SortedMap<Long, Double> values) {
      var whole = values.size() <= left;
      if (!whole && left == 0) {
        next = new Position(at, beforeAll(values));
        return;
      }
      var shown = values.entrySet().stream().limit(left).toList();
      left -= shown.size();
      results.add(
          MetricDataResult.builder()
              .id(query.id())
              .label(query.label())
              .timestamps(shown.stream().map(one -> Instant.ofEpochSecond(one.getKey())).toList())
              .values(shown.stream().map(java.util.Map.Entry::getValue).toList())
              .statusCode(whole ? StatusCode.COMPLETE : StatusCode.PARTIAL_DATA)
              .build());
      if (!whole) {
        next = new Position(at, shown.getLast().getKey());
      }
    }

    /** A period that comes before all of these. */
    private long beforeAll(SortedMap<Long, Double> values) {
      var first = values.firstKey();
      return request.scanBy() == ScanBy.TIMESTAMP_ASCENDING ? first - 1 : first + 1;
    }
  }
}
