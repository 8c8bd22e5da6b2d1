package dev.triggerfish.logs.ingestion;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Takes in what functions wrote. Offsets are settled after the commit: what a crash keeps from
 * being settled arrives again, and is known by the batches' ids.
 */
final class LogBatchConsumer implements BatchAcknowledgingMessageListener<String, byte[]> {

  private final LogBatchDecoder decoder;
  private final LogBatchWriter writer;

  LogBatchConsumer(LogBatchDecoder decoder, LogBatchWriter writer) {
    this.decoder = decoder;
    this.writer = writer;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<String, byte[]>> records, @Nullable Acknowledgment acknowledgment) {
    writer.write(decoder.decode(records));
    if (acknowledgment != null) {
      acknowledgment.acknowledge();
    }
  }
}
