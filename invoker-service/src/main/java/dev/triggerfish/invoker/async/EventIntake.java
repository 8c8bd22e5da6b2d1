package dev.triggerfish.invoker.async;

import dev.triggerfish.delivery.DeliveryEngine;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Moves events from the topic into the store. It runs none. Offsets are settled after the commit:
 * what a crash keeps from being settled arrives again, and is known by its request ID.
 */
final class EventIntake implements BatchAcknowledgingMessageListener<String, byte[]> {

  private final EventRecords records;
  private final DeliveryEngine<AsyncEvent> engine;

  EventIntake(EventRecords records, DeliveryEngine<AsyncEvent> engine) {
    this.records = records;
    this.engine = engine;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<String, byte[]>> batch, @Nullable Acknowledgment acknowledgment) {
    var events = new ArrayList<AsyncEvent>(batch.size());
    for (var record : batch) {
      var event = records.read(record);
      if (event != null) {
        events.add(event);
      }
    }
    engine.take(events);
    if (acknowledgment != null) {
      acknowledgment.acknowledge();
    }
  }
}
