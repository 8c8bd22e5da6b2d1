package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.KafkaTopic;
import dev.triggerfish.pattern.EventPart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A topic of a Kafka cluster that is not AWS's. Its clients read keys byte by byte, as ISO 8859-1.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html">Using Lambda with
 *     self-managed Apache Kafka</a>
 */
final class TopicSource implements EventSource.Partitioned {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final KafkaTopic topic;
  private final PlatformClock clock;
  private final InstantSource wall;

  /**
   * @param wall what the cluster's own timestamps go by
   */
  TopicSource(KafkaTopic topic, PlatformClock clock, InstantSource wall) {
    this.topic = topic;
    this.clock = clock;
    this.wall = wall;
  }

  @Override
  public SourceRecord read(ConsumerRecord<String, byte[]> read) {
    var json = JSON.createObjectNode();
    json.put("topic", read.topic());
    json.put("partition", read.partition());
    json.put("offset", read.offset());
    json.put("timestamp", read.timestamp());
    json.put("timestampType", read.timestampType().name());
    if (read.key() != null) {
      json.put("key", base64(read.key().getBytes(StandardCharsets.ISO_8859_1)));
    }
    if (read.value() != null) {
      json.put("value", base64(read.value()));
    }
    var headers = json.putArray("headers");
    for (Header header : read.headers()) {
      var bytes = headers.addObject().putArray(header.key());
      for (var one : header.value() == null ? new byte[0] : header.value()) {
        bytes.add(one);
      }
    }
    var now = clock.millis();
    var offset = Long.toString(read.offset());
    return new SourceRecord(
        read.offset(),
        0,
        offset,
        key(read.partition()) + "-" + offset,
        read.key() == null ? "" : read.key(),
        read.timestamp() + now - wall.millis(),
        now,
        JSON.writeValueAsBytes(json));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Key and value are seen as what they encode, and as JSON if they are that. */
  @Override
  public EventPart filterable(SourceRecord record) {
    var json = (ObjectNode) JSON.readTree(record.json());
    for (var member : List.of("key", "value")) {
      var encoded = json.path(member).stringValue(null);
      if (encoded != null) {
        json.set(member, decoded(Base64.getDecoder().decode(encoded)));
      }
    }
    return EventPart.json(json);
  }

  private static JsonNode decoded(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      return JSON.valueToTree(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Override
  public byte[] event(int shard, List<SourceRecord> records, @Nullable WindowTurn turn) {
    var start =
        "{\"eventSource\":\"SelfManagedKafka\",\"bootstrapServers\":\""
            + String.join(",", topic.bootstrapServers())
            + "\",\"records\":{\""
            + key(shard)
            + "\":[";
    return records.stream()
        .map(record -> new String(record.json(), StandardCharsets.UTF_8))
        .collect(Collectors.joining(",", start, "]}}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String key(int partition) {
    return topic.topic() + "-" + partition;
  }

  @Override
  public void writeBatchInfo(JsonGenerator json, int shard, List<SourceRecord> records) {
    json.writeObjectPropertyStart("KafkaBatchInfo");
    json.writeNumberProperty("batchSize", records.size());
    json.writeStringProperty("bootstrapServers", String.join(",", topic.bootstrapServers()));
    json.writeNumberProperty(
        "payloadSize", records.stream().mapToInt(record -> record.json().length).sum());
    json.writeObjectPropertyStart("recordsInfo");
    json.writeObjectPropertyStart(key(shard));
    json.writeStringProperty("firstRecordOffset", records.getFirst().id());
    json.writeStringProperty("lastRecordOffset", records.getLast().id());
    json.writeStringProperty("firstRecordTimestamp", arrival(records.getFirst()));
    json.writeStringProperty("lastRecordTimestamp", arrival(records.getLast()));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String arrival(SourceRecord record) {
    return Instant.ofEpochMilli(record.arrived()).toString();
  }

  @Override
  public String shardId(int shard) {
    return key(shard);
  }

  /** As long as its owner wants: what is gone from it is not read. */
  @Override
  public long retentionSeconds() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean measuresLag() {
    return true;
  }
}
