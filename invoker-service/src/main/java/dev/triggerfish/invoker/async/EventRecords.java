package dev.triggerfish.invoker.async;

import dev.triggerfish.contracts.Topics;
import dev.triggerfish.invoker.function.FunctionName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Events as records: the payload as it is, all else in a header, keyed by function. */
final class EventRecords {

  private static final Logger LOG = LoggerFactory.getLogger(EventRecords.class);
  private static final String HEADER = "event";

  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** What the header holds, as JSON; times in platform time. */
  private record Envelope(
      String requestId,
      String accountId,
      String region,
      String name,
      @Nullable String qualifier,
      String traceHeader,
      long received) {}

  ProducerRecord<String, byte[]> write(AsyncEvent event) {
    var function = event.function();
    var envelope =
        new Envelope(
            event.requestId(),
            function.accountId(),
            function.region(),
            function.name(),
            function.qualifier(),
            event.traceHeader(),
            event.received());
    var record = new ProducerRecord<>(Topics.ASYNC_INVOCATIONS, function.arn(), event.payload());
    record.headers().add(HEADER, json.writeValueAsBytes(envelope));
    return record;
  }

  /** Null for what is no event, which is told of and left out: it must not block the others. */
  @Nullable AsyncEvent read(ConsumerRecord<String, byte[]> record) {
    var header = record.headers().lastHeader(HEADER);
    if (header == null || header.value() == null || record.value() == null) {
      leftOut(record, "it lacks its header or its value");
      return null;
    }
    try {
      var envelope = json.readValue(header.value(), Envelope.class);
      return AsyncEvent.received(
          envelope.requestId,
          new FunctionName(envelope.accountId, envelope.region, envelope.name, envelope.qualifier),
          record.value(),
          envelope.traceHeader,
          envelope.received);
    } catch (JacksonException | IllegalArgumentException e) {
      leftOut(record, e.getClass().getSimpleName());
      return null;
    }
  }

  private static void leftOut(ConsumerRecord<String, byte[]> record, String why) {
    LOG.error(
        "Record {} of partition {} of {} is no event and is left out: {}",
        record.offset(),
        record.partition(),
        record.topic(),
        why);
  }
}
