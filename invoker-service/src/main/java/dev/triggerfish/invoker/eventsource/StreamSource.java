package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.outbox.OutboxNumbers;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.pattern.EventPart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stream of a DynamoDB table: a shard is a partition, and records are written as functions get
 * them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
 *     Amazon DynamoDB</a>
 */
final class StreamSource implements EventSource.Partitioned {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration RETENTION = Duration.ofHours(24);

  private final StreamTopic topic;
  private final PlatformClock clock;

  StreamSource(StreamTopic topic, PlatformClock clock) {
    this.topic = topic;
    this.clock = clock;
  }

  @Override
  public SourceRecord read(ConsumerRecord<String, byte[]> read) {
    var json = JSON.readTree(read.value());
    var id = json.path("dynamodb").path("SequenceNumber").asString();
    return new SourceRecord(
        read.offset(),
        OutboxNumbers.of(read.headers()).orElse(0),
        id,
        json.path("eventID").asString(id),
        read.key(),
        read.timestamp(),
        clock.millis(),
        read.value());
  }

  @Override
  public EventPart filterable(SourceRecord record) {
    return EventPart.json(new String(record.json(), StandardCharsets.UTF_8));
  }

  @Override
  public byte[] event(int shard, List<SourceRecord> records, @Nullable WindowTurn turn) {
    var event = new ByteArrayOutputStream();
    event.writeBytes("{\"Records\":[".getBytes(StandardCharsets.UTF_8));
    for (var index = 0; index < records.size(); index++) {
      if (index > 0) {
        event.write(',');
      }
      event.writeBytes(records.get(index).json());
    }
    event.write(']');
    if (turn != null) {
      event.writeBytes(window(shard, turn).getBytes(StandardCharsets.UTF_8));
    }
    event.write('}');
    return event.toByteArray();
  }

  private String window(int shard, WindowTurn turn) {
    var window = turn.window();
    return ",\"window\":{\"start\":\""
        + window.begins()
        + "\",\"end\":\""
        + window.ends()
        + "\"},\"state\":"
        + window.state()
        + ",\"shardId\":\""
        + shardId(shard)
        + "\",\"eventSourceARN\":\""
        + topic.arn()
        + "\",\"isFinalInvokeForWindow\":"
        + turn.last()
        + ",\"isWindowTerminatedEarly\":"
        + turn.early();
  }

  @Override
  public void writeBatchInfo(JsonGenerator json, int shard, List<SourceRecord> records) {
    json.writeObjectPropertyStart("DDBStreamBatchInfo");
    json.writeStringProperty("shardId", shardId(shard));
    json.writeStringProperty("startSequenceNumber", records.getFirst().id());
    json.writeStringProperty("endSequenceNumber", records.getLast().id());
    json.writeStringProperty("approximateArrivalOfFirstRecord", arrival(records.getFirst()));
    json.writeStringProperty("approximateArrivalOfLastRecord", arrival(records.getLast()));
    json.writeNumberProperty("batchSize", records.size());
    json.writeStringProperty("streamArn", topic.arn());
    json.writeEndObject();
  }

  private static String arrival(SourceRecord record) {
    return Instant.ofEpochMilli(record.arrived()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public String shardId(int shard) {
    return topic.shardId(shard);
  }

  @Override
  public long retentionSeconds() {
    return RETENTION.toSeconds();
  }

  @Override
  public boolean measuresLag() {
    return false;
  }
}
