package dev.triggerfish.aws.journal;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.ship.Cargo;
import dev.triggerfish.aws.kafka.ship.LossyShipper;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/** Hops on their way through Kafka, keyed by their event. */
final class KafkaEventJournal implements EventJournal, AutoCloseable {

  private static final int QUEUED_HOPS = 8_192;
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final LossyShipper<EventHop> shipper;

  KafkaEventJournal(KafkaConnection kafka) {
    this(
        () ->
            kafka.producer(
                "event-journal",
                Map.of(
                    ProducerConfig.LINGER_MS_CONFIG,
                    5,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    16L * 1024 * 1024)));
  }

  KafkaEventJournal(Supplier<Producer<String, byte[]>> producers) {
    this.shipper =
        new LossyShipper<>(
            new LossyShipper.Settings("event-journal", "hops of events", QUEUED_HOPS, CLOSING),
            hops -> hops.stream().map(KafkaEventJournal::parcel).toList(),
            producers);
  }

  private static Cargo.Parcel parcel(EventHop hop) {
    var bytes = JsonMapper.shared().writeValueAsBytes(HopLimits.within(hop));
    return new Cargo.Parcel(new ProducerRecord<>(Topics.EVENTS, hop.id(), bytes), 1);
  }

  @Override
  public void record(EventHop hop) {
    shipper.accept(hop);
  }

  @Override
  public void close() {
    shipper.close();
  }
}
