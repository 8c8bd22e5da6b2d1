package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.table.Key;
import dev.triggerfish.eventbus.dynamodb.table.StreamSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records of changes, as they are in Kafka: JSON, as functions get them. A record is made within
 * the transaction of its change, which cannot know its number yet: the beginning, with what follows
 * from the number, is added when it is sent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
final class StreamRecords {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int EVENT_ID_BYTES = 16;

  private StreamRecords() {}

  /** A stream's view of a change. */
  private record Images(
      Map<String, AttributeValue> keys,
      @Nullable Map<String, AttributeValue> before,
      @Nullable Map<String, AttributeValue> after) {

    static Images of(Change change, Key key, String viewType) {
      var before = change.before();
      var after = change.after();
      var showsOld = viewType.equals("OLD_IMAGE") || viewType.equals("NEW_AND_OLD_IMAGES");
      var showsNew = viewType.equals("NEW_IMAGE") || viewType.equals("NEW_AND_OLD_IMAGES");
      return new Images(
          keys(after == null ? before : after, key),
          showsOld ? before : null,
          showsNew ? after : null);
    }

    private static Map<String, AttributeValue> keys(
        @Nullable Map<String, AttributeValue> item, Key key) {
      var keys = new LinkedHashMap<String, AttributeValue>();
      if (item != null) {
        for (var name : key.names()) {
          var value = item.get(name);
          if (value != null) {
            keys.put(name, value);
          }
        }
      }
      return keys;
    }

    int size() {
      return ItemSize.of(keys)
          + (before == null ? 0 : ItemSize.of(before))
          + (after == null ? 0 : ItemSize.of(after));
    }
  }

  /**
   * All of a record but its beginning.
   *
   * @param byTheService whether the item has expired
   */
  static byte[] withoutNumber(
      Change change, StreamSettings settings, boolean byTheService, Instant now) {
    var table = change.table();
    var images = Images.of(change, table.key(), settings.viewType());
    var out = new ByteArrayOutputStream(512);
    try (var to = JSON.createGenerator(out)) {
      to.writeStartObject();
      to.writeName("ApproximateCreationDateTime");
      to.writeRawValue(now.getEpochSecond() + ".0");
      AttributeJson.write(to, "Keys", images.keys());
      if (images.after() != null) {
        AttributeJson.write(to, "NewImage", images.after());
      }
      if (images.before() != null) {
        AttributeJson.write(to, "OldImage", images.before());
      }
      to.writeNumberProperty("SizeBytes", images.size());
      to.writeStringProperty("StreamViewType", settings.viewType());
      to.writeEndObject();
    }
    var rest = new ByteArrayOutputStream(256);
    try (var to = JSON.createGenerator(rest)) {
      to.writeStartObject();
      to.writeStringProperty("eventName", eventName(change));
      to.writeStringProperty("eventVersion", "1.1");
      to.writeStringProperty("eventSource", "aws:dynamodb");
      to.writeStringProperty("awsRegion", table.region());
      if (byTheService) {
        to.writeObjectPropertyStart("userIdentity");
        to.writeStringProperty("type", "Service");
        to.writeStringProperty("principalId", "dynamodb.amazonaws.com");
        to.writeEndObject();
      }
      to.writeStringProperty("eventSourceARN", table.arn() + "/stream/" + settings.label());
      to.writeEndObject();
    }
    return joined(out.toByteArray(), rest.toByteArray());
  }

  /** Both as members of one object, without its beginning: the image's members come first. */
  private static byte[] joined(byte[] dynamodb, byte[] rest) {
    var all = new byte[dynamodb.length - 1 + 1 + rest.length - 1];
    System.arraycopy(dynamodb, 1, all, 0, dynamodb.length - 1);
    all[dynamodb.length - 1] = ',';
    System.arraycopy(rest, 1, all, dynamodb.length, rest.length - 1);
    return all;
  }

  private static String eventName(Change change) {
    return change.before() == null ? "INSERT" : change.after() == null ? "REMOVE" : "MODIFY";
  }

  /**
   * A record as it is sent.
   *
   * @param withoutNumber what {@link #withoutNumber} has returned
   * @param number that the outbox has given to it
   */
  static byte[] complete(StreamTopic topic, int shard, long number, byte[] withoutNumber) {
    var sequenceNumber = StreamTopic.sequenceNumber(shard, number);
    var beginning =
        ("{\"eventID\":\""
                + eventId(topic, sequenceNumber)
                + "\",\"dynamodb\":{\"SequenceNumber\":\""
                + sequenceNumber
                + "\",")
            .getBytes(StandardCharsets.US_ASCII);
    var all = Arrays.copyOf(beginning, beginning.length + withoutNumber.length);
    System.arraycopy(withoutNumber, 0, all, beginning.length, withoutNumber.length);
    return all;
  }

  /** The same whenever the record is sent. */
  private static String eventId(StreamTopic topic, String sequenceNumber) {
    var name = (topic.arn() + "/" + sequenceNumber).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Digest.SHA256.of(name), 0, EVENT_ID_BYTES);
  }

  /** A record as {@code GetRecords} returns it. */
  static Record read(byte[] complete) {
    var node = JSON.readTree(complete);
    var dynamodb = node.get("dynamodb");
    var read =
        Record.builder()
            .eventID(text(node, "eventID"))
            .eventName(text(node, "eventName"))
            .eventVersion(text(node, "eventVersion"))
            .eventSource(text(node, "eventSource"))
            .awsRegion(text(node, "awsRegion"))
            .dynamodb(
                change -> {
                  change
                      .approximateCreationDateTime(
                          Instant.ofEpochSecond(
                              dynamodb.get("ApproximateCreationDateTime").asLong()))
                      .keys(AttributeJson.read(dynamodb.get("Keys")))
                      .sequenceNumber(text(dynamodb, "SequenceNumber"))
                      .sizeBytes(dynamodb.get("SizeBytes").asLong())
                      .streamViewType(text(dynamodb, "StreamViewType"));
                  if (dynamodb.has("NewImage")) {
                    change.newImage(AttributeJson.read(dynamodb.get("NewImage")));
                  }
                  if (dynamodb.has("OldImage")) {
                    change.oldImage(AttributeJson.read(dynamodb.get("OldImage")));
                  }
                });
    if (node.has("userIdentity")) {
      var identity = node.get("userIdentity");
      read.userIdentity(
          Identity.builder()
              .type(text(identity, "type"))
              .principalId(text(identity, "principalId"))
              .build());
    }
    return read.build();
  }

  private static String text(JsonNode node, String member) {
    return node.get(member).asString();
  }
}
