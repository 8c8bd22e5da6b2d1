package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Records that are given up, as their mapping's destination is told of them.
 *
 * @param mapping as it was when they were given up
 * @param shard whose they are
 * @param batch with all attempts counted
 * @param condition why
 * @param attempt the last one; null if they have become too old without having been tried
 * @param at platform time
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain
 *     discarded batch records</a>
 */
record Discarded(
    EventSourceMapping mapping,
    int shard,
    Batch batch,
    Condition condition,
    @Nullable Attempt attempt,
    Instant at) {

  private static final JsonFactory JSON = new JsonFactory();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

  /** Why records are given up. */
  enum Condition {
    RETRIES_EXHAUSTED("RetryAttemptsExhausted"),
    AGE_EXCEEDED("RecordAgeExceeded");

    private final String text;

    Condition(String text) {
      this.text = text;
    }

    /** As AWS writes it. */
    String text() {
      return text;
    }
  }

  /**
   * The target's ARN; in a bucket, that of an object, the same one if it has to be sent again after
   * no restart.
   */
  String target(Arn destination, EventSource source) {
    if (!destination.service().equals("s3")) {
      return destination.toString();
    }
    var first = batch.records().getFirst().id() + "/" + batch.records().getLast().id();
    return destination
        + "/aws/lambda/"
        + mapping.uuid()
        + "/"
        + source.shardId(shard)
        + "/"
        + DAY.format(at)
        + "/"
        + SECOND.format(at)
        + "-"
        + UUID.nameUUIDFromBytes((mapping.uuid() + first).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What the destination gets, in AWS's order.
   *
   * @param whole whether the records themselves go with it, as they do to buckets
   */
  byte[] record(EventSource source, boolean whole) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      writeRequest(json);
      writeResponse(json);
      json.writeStringProperty("version", "1.0");
      json.writeStringProperty("timestamp", TIME.format(at));
      source.writeBatchInfo(json, shard, batch.records());
      if (whole) {
        var event = source.event(shard, batch.records(), null);
        json.writeStringProperty("payload", new String(event, StandardCharsets.UTF_8));
      }
      json.writeEndObject();
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void writeRequest(JsonGenerator json) {
    json.writeObjectPropertyStart("requestContext");
    json.writeStringProperty(
        "requestId", attempt == null ? UUID.randomUUID().toString() : attempt.requestId());
    json.writeStringProperty("functionArn", mapping.functionArn());
    json.writeStringProperty("condition", condition.text());
    json.writeNumberProperty("approximateInvokeCount", batch.invocations());
    json.writeEndObject();
  }

  private void writeResponse(JsonGenerator json) {
    if (condition == Condition.AGE_EXCEEDED || attempt == null) {
      return;
    }
    json.writeObjectPropertyStart("responseContext");
    json.writeNumberProperty("statusCode", 200);
    json.writeStringProperty("executedVersion", attempt.version());
    if (attempt.hasFailed()) {
      json.writeStringProperty("functionError", "Unhandled");
    } else {
      json.writeNullProperty("functionError");
    }
    json.writeEndObject();
  }
}
