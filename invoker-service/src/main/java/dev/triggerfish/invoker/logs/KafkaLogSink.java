package dev.triggerfish.invoker.logs;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.ship.Cargo;
import dev.triggerfish.aws.kafka.ship.LossyShipper;
import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Log lines on their way through Kafka. What belongs to one stream is sent together: a busy
 * environment would otherwise make the broker, and the service behind it, work a hundred times as
 * often.
 */
final class KafkaLogSink implements LogSink, AutoCloseable {

  private static final int QUEUED_BATCHES = 4_096;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final LossyShipper<LogBatch> shipper;

  KafkaLogSink(KafkaConnection kafka) {
    this(
        () ->
            kafka.producer(
                "invoker-logs",
                Map.of(
                    ProducerConfig.LINGER_MS_CONFIG,
                    5,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    32L * 1024 * 1024,
                    // A batch is at most 512 K characters; JSON and UTF-8 may triple that.
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    4 * 1024 * 1024)));
  }

  KafkaLogSink(Supplier<Producer<String, byte[]>> producers) {
    this.shipper =
        new LossyShipper<>(
            new LossyShipper.Settings("log-shipper", "log lines", QUEUED_BATCHES, CLOSING),
            new Lines(),
            producers);
  }

  @Override
  public void accept(LogBatch batch) {
    shipper.accept(batch);
  }

  @Override
  public void close() {
    shipper.close();
  }

  /** Counted by the line, keyed by stream. */
  private static final class Lines implements Cargo<LogBatch> {

    @Override
    public List<Parcel> pack(List<LogBatch> collected) {
      return LogBatches.together(collected).stream().map(this::parcel).toList();
    }

    private Parcel parcel(LogBatch batch) {
      var bytes = JsonMapper.shared().writeValueAsBytes(batch);
      return new Parcel(new ProducerRecord<>(Topics.LOGS, batch.logStream(), bytes), weight(batch));
    }

    @Override
    public int weight(LogBatch batch) {
      return batch.lines().size();
    }
  }
}
