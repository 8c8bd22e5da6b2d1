package dev.triggerfish.logs.ingestion;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.triggerfish.contracts.MetricBatch;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in what was measured. Offsets are settled after the commit: what a crash keeps from being
 * settled arrives again, and is known by its producer's number. What holds no batch is told of and
 * left out: it never blocks.
 */
final class MetricBatchConsumer implements BatchAcknowledgingMessageListener<String, byte[]> {

  private static final Logger log = LoggerFactory.getLogger(MetricBatchConsumer.class);

  private final MetricBatchWriter writer;
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .changeDefaultNullHandling(_ -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  MetricBatchConsumer(MetricBatchWriter writer) {
    this.writer = writer;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<String, byte[]>> records, @Nullable Acknowledgment acknowledgment) {
    for (var record : records) {
      var batch = decode(record);
      if (batch != null) {
        write(record, batch);
      }
    }
    if (acknowledgment != null) {
      acknowledgment.acknowledge();
    }
  }

  private void write(ConsumerRecord<String, byte[]> record, MetricBatch batch) {
    try {
      writer.write(batch);
    } catch (DataIntegrityViolationException e) {
      leftOut(record, e);
    }
  }

  private @Nullable MetricBatch decode(ConsumerRecord<String, byte[]> record) {
    try {
      var batch = json.readValue(record.value(), MetricBatch.class);
      if (batch != null && isComplete(batch)) {
        return batch;
      }
      leftOut(record, new IllegalArgumentException("it lacks values"));
    } catch (JacksonException | IllegalArgumentException e) {
      leftOut(record, e);
    }
    return null;
  }

  private static boolean isComplete(MetricBatch batch) {
    return batch.series().stream()
        .allMatch(
            series ->
                !series.values().isEmpty() && series.values().size() == series.counts().size());
  }

  private static void leftOut(ConsumerRecord<String, byte[]> record, Exception why) {
    log.error(
        "Record {} of partition {} of {} is no batch of metrics and is left out",
        record.offset(),
        record.partition(),
        record.topic(),
        why);
  }
}
