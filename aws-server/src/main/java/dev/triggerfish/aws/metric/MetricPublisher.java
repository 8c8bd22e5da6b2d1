package dev.triggerfish.aws.metric;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.contracts.MetricBatch;
import dev.triggerfish.contracts.MetricBatch.Charge;
import dev.triggerfish.contracts.MetricBatch.Series;
import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what was measured to logs-service, every second and at the end. One batch is on its way at
 * a time, and is sent again, with the same number, until Kafka has it: so each counts once. A
 * process that is killed loses what it has measured since its last batch.
 */
final class MetricPublisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MetricPublisher.class);
  private static final long PERIOD_MILLIS = 1_000;
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** Of a batch, roughly, in bytes: Kafka takes 1 MB by default. */
  private static final int BATCH_SIZE = 500_000;

  private static final int SERIES_SIZE = 400;
  private static final int VALUE_SIZE = 16;

  private final String id = UUID.randomUUID().toString();
  private final List<MetricSource> sources;
  private final Supplier<Producer<String, byte[]>> producers;
  private final JsonMapper json = JsonMapper.shared();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Queue<MetricBatch> unsent = new ArrayDeque<>();
  private final Thread thread;
  private @Nullable Producer<String, byte[]> producer;
  private long sequence;
  private boolean failing;

  MetricPublisher(KafkaConnection kafka, List<MetricSource> sources) {
    this(() -> producer(kafka), sources);
  }

  /**
   * @param producers makes a producer with the first batch, which is closed with this
   */
  MetricPublisher(Supplier<Producer<String, byte[]>> producers, List<MetricSource> sources) {
    this.sources = sources;
    this.producers = producers;
    this.thread = Thread.ofPlatform().daemon().name("metric-publisher").unstarted(this::run);
    if (!sources.isEmpty()) {
      thread.start();
    }
  }

  private static Producer<String, byte[]> producer(KafkaConnection kafka) {
    return kafka.producer(
        "metrics",
        Map.of(
            ProducerConfig.LINGER_MS_CONFIG, 0,
            ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * 1024 * 1024,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000));
  }

  private void run() {
    try {
      while (!closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        publish();
      }
      publish();
    } catch (InterruptedException e) {
      LOG.warn("Metrics of the last moments are lost: Kafka did not take them in time");
    } finally {
      if (producer != null) {
        producer.close(CLOSING);
      }
    }
  }

  private void publish() throws InterruptedException {
    try {
      if (unsent.isEmpty()) {
        addBatches();
      }
      for (var batch = unsent.peek(); batch != null; batch = unsent.peek()) {
        var bytes = json.writeValueAsBytes(batch);
        producer().send(new ProducerRecord<>(Topics.METRICS, id, bytes)).get();
        unsent.remove();
        failing = false;
      }
    } catch (ExecutionException | KafkaException e) {
      if (!failing) {
        LOG.warn("Metrics cannot be shipped, trying again: {}", e.getMessage());
      }
      failing = true;
    } catch (RuntimeException e) {
      LOG.error("Metrics could not be shipped", e);
    }
  }

  private Producer<String, byte[]> producer() {
    if (producer == null) {
      producer = producers.get();
    }
    return producer;
  }

  private void addBatches() {
    var taken = sources.stream().map(MetricSource::take).toList();
    var charges = taken.stream().flatMap(one -> one.charges().stream()).toList();
    var series = new ArrayList<Series>();
    var size = 0;
    for (var one : taken.stream().flatMap(each -> each.series().stream()).toList()) {
      var more = SERIES_SIZE + VALUE_SIZE * one.values().size();
      if (size + more > BATCH_SIZE && !series.isEmpty()) {
        add(series, List.of());
        series = new ArrayList<>();
        size = 0;
      }
      series.add(one);
      size += more;
    }
    if (!series.isEmpty() || !charges.isEmpty()) {
      add(series, charges);
    }
  }

  private void add(List<Series> series, List<Charge> charges) {
    unsent.add(new MetricBatch(id, ++sequence, series, charges));
  }

  @Override
  public void close() {
    closing.countDown();
    if (sources.isEmpty()) {
      return;
    }
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
        thread.join(CLOSING);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
