package dev.triggerfish.logs.ingestion;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.MetricBatch;
import dev.triggerfish.contracts.MetricBatch.Series;
import dev.triggerfish.logs.cost.CostStore;
import dev.triggerfish.logs.metric.MetricKey;
import dev.triggerfish.logs.metric.MetricSample;
import dev.triggerfish.logs.metric.MetricStore;
import java.util.TreeMap;

/** Counts batches, each as one transaction and once. */
final class MetricBatchWriter {

  private final Database database;
  private final MetricProducers producers;
  private final MetricStore metrics;
  private final CostStore costs;
  private final PlatformClock clock;

  MetricBatchWriter(
      Database database,
      MetricProducers producers,
      MetricStore metrics,
      CostStore costs,
      PlatformClock clock) {
    this.database = database;
    this.producers = producers;
    this.metrics = metrics;
    this.costs = costs;
    this.clock = clock;
  }

  /** Counts a batch, unless it has been counted; when this returns, that is durable. */
  void write(MetricBatch batch) {
    database.transactions().executeWithoutResult(_ -> count(batch));
  }

  private void count(MetricBatch batch) {
    var now = clock.millis();
    if (producers.isNew(batch, now)) {
      // What the limit on metrics leaves out, the store has told of.
      var _ = metrics.add(batch.series().stream().map(MetricBatchWriter::sample).toList(), now);
      batch.charges().forEach(costs::add);
    }
  }

  private static MetricSample sample(Series series) {
    var metric =
        new MetricKey(
            series.accountId(),
            series.region(),
            series.namespace(),
            series.name(),
            new TreeMap<>(series.dimensions()));
    return MetricSample.ofMinute(
        metric, series.minute(), series.unit(), series.values(), series.counts());
  }
}
