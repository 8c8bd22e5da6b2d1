package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** Putting data. */
final class MetricPutting implements OperationGroup {

  private static final int MOST = 1_000;

  private final MetricStore store;
  private final PlatformClock clock;

  MetricPutting(MetricStore store, PlatformClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html">AWS</a>.
   */
  @AwsOperation(
      action = "cloudwatch:PutMetricData",
      acts = {"Namespace", "MetricData"},
      refused = {"EntityMetricData", "StrictEntityValidation"})
  PutMetricDataResponse putMetricData(PutMetricDataRequest request, Caller caller) {
    // AWS's own namespaces are filled by its services alone.
    if (request.namespace().startsWith("AWS/")) {
      throw MetricErrors.invalidValue(request.namespace(), "Namespace");
    }
    if (request.metricData().isEmpty()) {
      throw MetricErrors.missing("The parameter MetricData is required.");
    }
    if (request.metricData().size() > MOST) {
      throw MetricErrors.tooMany("MetricData", MOST);
    }
    var now = clock.now();
    var samples = new ArrayList<MetricSample>(request.metricData().size());
    for (var at = 0; at < request.metricData().size(); at++) {
      var check = new DatumCheck("MetricData.member." + (at + 1), now);
      samples.add(sample(request.metricData().get(at), check, request.namespace(), caller));
    }
    if (!store.add(samples, now.toEpochMilli()).isEmpty()) {
      throw AwsErrors.of(
          "LimitExceeded",
          400,
          "There are as many metrics as triggerfish.metrics.max-metrics allows: data of further ones"
              + " was left out");
    }
    return PutMetricDataResponse.builder().build();
  }

  private static MetricSample sample(
      MetricDatum datum, DatumCheck check, String namespace, Caller caller) {
    var statistics = check.statistics(datum);
    Instant timestamp = check.timestamp(datum.timestamp());
    var metric =
        new MetricKey(
            caller.accountId(),
            caller.region(),
            namespace,
            datum.metricName(),
            DimensionSets.of(datum.dimensions()));
    return new MetricSample(
        metric,
        timestamp.getEpochSecond(),
        Objects.requireNonNullElse(datum.unitAsString(), StandardUnit.NONE.toString()),
        check.isHighResolution(datum.storageResolution()),
        statistics);
  }
}
