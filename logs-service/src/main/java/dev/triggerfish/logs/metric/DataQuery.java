package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/**
 * One query of GetMetricData, checked.
 *
 * @param period in seconds
 * @param unit null for any
 * @param returned whether the answer is to hold it
 */
record DataQuery(
    String id,
    String label,
    MetricKey metric,
    int period,
    Statistic statistic,
    @Nullable String unit,
    boolean returned) {

  private static final int MOST = 500;

  static List<DataQuery> all(List<MetricDataQuery> queries, Caller caller) {
    if (queries.size() > MOST) {
      throw MetricErrors.validation(
          "The collection MetricDataQueries must not have a size greater than " + MOST + ".");
    }
    var ids = new HashSet<String>();
    var sameName = new HashMap<String, Integer>();
    for (var query : queries) {
      if (!ids.add(query.id())) {
        throw MetricErrors.validation(
            "The values for parameter id in MetricDataQueries are not unique.");
      }
      if (query.metricStat() != null && query.metricStat().metric() != null) {
        sameName.merge(String.valueOf(query.metricStat().metric().metricName()), 1, Integer::sum);
      }
    }
    var checked = new ArrayList<DataQuery>(queries.size());
    for (var at = 0; at < queries.size(); at++) {
      var query = queries.get(at);
      var path = "MetricDataQueries.member." + (at + 1);
      checkId(query.id(), path);
      checked.add(of(query, path, caller, sameName));
    }
    if (checked.stream().noneMatch(DataQuery::returned)) {
      throw MetricErrors.validation(
          "At least one of the queries must have ReturnData set to true.");
    }
    return checked;
  }

  private static DataQuery of(
      MetricDataQuery query, String path, Caller caller, Map<String, Integer> sameName) {
    refuseWhatIsNotSimulated(query, path);
    var stat = query.metricStat();
    if (stat == null) {
      throw MetricErrors.validation(
          "Either " + path + ".Expression or " + path + ".MetricStat must be specified.");
    }
    if (query.period() != null) {
      throw MetricErrors.validation(
          MetricErrors.exclusiveText(path + ".Period", path + ".MetricStat"));
    }
    var statistic = Statistic.named(stat.stat());
    if (statistic == null) {
      throw MetricErrors.validation(
          "The value "
              + stat.stat()
              + " for parameter "
              + path
              + ".MetricStat.Stat is not a valid statistic.");
    }
    if (!Periods.isLength(stat.period())) {
      throw MetricErrors.validation(
          "The parameter "
              + path
              + ".MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60.");
    }
    return new DataQuery(
        query.id(),
        label(query, stat, path, sameName),
        metric(stat, path, caller),
        stat.period(),
        statistic,
        stat.unitAsString(),
        !Boolean.FALSE.equals(query.returnData()));
  }

  private static void refuseWhatIsNotSimulated(MetricDataQuery query, String path) {
    if (query.expression() != null || query.accountId() != null) {
      throw AwsErrors.of(
          "NotImplementedException",
          501,
          "Triggerfish does not simulate "
              + path
              + (query.expression() == null ? ".AccountId" : ".Expression: no metric math")
              + " yet, and will not pretend to. See docs/NOT-SIMULATED.md.");
    }
  }

  private static MetricKey metric(MetricStat stat, String path, Caller caller) {
    var metric = stat.metric();
    if (metric.namespace() == null || metric.metricName() == null) {
      var missing = metric.namespace() == null ? "Namespace" : "MetricName";
      throw MetricErrors.validation(
          "The parameter " + path + ".MetricStat.Metric." + missing + " is required.");
    }
    return new MetricKey(
        caller.accountId(),
        caller.region(),
        metric.namespace(),
        metric.metricName(),
        DimensionSets.of(metric.dimensions()));
  }

  /**
   * The label that the client gave; else the metric's name, with the statistic where several
   * queries have that name.
   */
  private static String label(
      MetricDataQuery query, MetricStat stat, String path, Map<String, Integer> sameName) {
    var label = query.label();
    if (label == null) {
      var name = String.valueOf(stat.metric().metricName());
      return sameName.getOrDefault(name, 0) > 1 ? name + " " + stat.stat() : name;
    }
    if (label.contains("${")) {
      throw MetricErrors.validation(
          "Triggerfish does not fill in labels: leave out ${…} in " + path + ".Label");
    }
    return label;
  }

  private static void checkId(String id, String path) {
    var legal =
        id.charAt(0) >= 'a'
            && id.charAt(0) <= 'z'
            && id.chars()
                .allMatch(
                    c ->
                        (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '_');
    if (!legal) {
      throw MetricErrors.validation(
          "The value "
              + id
              + " for parameter "
              + path
              + ".Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
    }
  }
}
