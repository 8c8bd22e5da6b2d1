package dev.triggerfish.eventbus.dynamodb.stream;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.table.Key;
import dev.triggerfish.eventbus.dynamodb.table.StreamSettings;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.json.JsonMapper;

class StreamRecordsTest {

  private static final String LABEL = "2026-11-22T10:00:00.000";
  private static final Instant NOW = Instant.ofEpochMilli(1_764_085_660_900L);
  private static final Map<String, AttributeValue> OLD = Map.of("id", s("x"), "n", n(1));
  private static final Map<String, AttributeValue> NEW = Map.of("id", s("x"), "n", n(12345));

  private final Table table =
      new Table(
          "000000000000",
          "eu-west-1",
          "Orders",
          1,
          "id",
          0,
          Map.of("id", "S"),
          new Key(List.of("id"), List.of()),
          List.of(),
          null,
          null,
          null,
          new Table.Settings(false, "STANDARD", null),
          Map.of(),
          null);
  private final StreamTopic topic = StreamTopic.of(table.arn() + "/stream/" + LABEL).orElseThrow();

  private byte[] json(
      @Nullable Map<String, AttributeValue> before,
      @Nullable Map<String, AttributeValue> after,
      String viewType,
      boolean byTheService) {
    var rest =
        StreamRecords.withoutNumber(
            new Change(table, before, after),
            new StreamSettings(LABEL, viewType, 4),
            byTheService,
            NOW);
    return StreamRecords.complete(topic, 2, 17, rest);
  }

  private Record record(
      @Nullable Map<String, AttributeValue> before,
      @Nullable Map<String, AttributeValue> after,
      String viewType) {
    return StreamRecords.read(json(before, after, viewType, false));
  }

  @ParameterizedTest
  @CsvSource({
    "KEYS_ONLY, false, false, 3",
    "NEW_IMAGE, true, false, 11",
    "OLD_IMAGE, false, true, 9",
    "NEW_AND_OLD_IMAGES, true, true, 17"
  })
  void showWhatTheViewTypeSays(String viewType, boolean showsNew, boolean showsOld, long size) {
    var change = record(OLD, NEW, viewType).dynamodb();

    assertThat(change.streamViewTypeAsString()).isEqualTo(viewType);
    assertThat(change.keys()).isEqualTo(Map.of("id", s("x")));
    assertThat(change.hasNewImage()).isEqualTo(showsNew);
    assertThat(change.hasOldImage()).isEqualTo(showsOld);
    assertThat(change.newImage()).isEqualTo(showsNew ? NEW : Map.of());
    assertThat(change.oldImage()).isEqualTo(showsOld ? OLD : Map.of());
    assertThat(change.sizeBytes()).isEqualTo(size);
  }

  @Test
  void sayWhatHasHappened() {
    assertThat(record(null, NEW, "NEW_AND_OLD_IMAGES").eventNameAsString()).isEqualTo("INSERT");
    assertThat(record(OLD, NEW, "NEW_AND_OLD_IMAGES").eventNameAsString()).isEqualTo("MODIFY");
    var removal = record(OLD, null, "NEW_AND_OLD_IMAGES");
    assertThat(removal.eventNameAsString()).isEqualTo("REMOVE");
    assertThat(removal.dynamodb().keys()).isEqualTo(Map.of("id", s("x")));
    assertThat(removal.dynamodb().hasNewImage()).isFalse();
  }

  @Test
  void areEventsOfFunctions() {
    var event =
        JsonMapper.shared().readTree(json(null, Map.of("id", s("x")), "NEW_AND_OLD_IMAGES", false));

    assertThat(event.propertyNames())
        .containsExactlyInAnyOrder(
            "eventID",
            "eventName",
            "eventVersion",
            "eventSource",
            "awsRegion",
            "dynamodb",
            "eventSourceARN");
    assertThat(event.get("eventID").asString()).matches("[0-9a-f]{32}");
    assertThat(event.get("eventVersion").asString()).isEqualTo("1.1");
    assertThat(event.get("eventSource").asString()).isEqualTo("aws:dynamodb");
    assertThat(event.get("awsRegion").asString()).isEqualTo("eu-west-1");
    assertThat(event.get("eventSourceARN").asString()).isEqualTo(topic.arn());
    assertThat(event.get("dynamodb").get("SequenceNumber").asString())
        .isEqualTo(StreamTopic.sequenceNumber(2, 17));
    assertThat(event.get("dynamodb").get("ApproximateCreationDateTime").asLong())
        .isEqualTo(1_764_085_660L);
  }

  @Test
  void nameTheServiceThatHasDeletedWhatExpired() {
    var expired = json(OLD, null, "KEYS_ONLY", true);

    assertThat(new String(expired, StandardCharsets.UTF_8))
        .contains(
            "\"userIdentity\":{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}");
    var identity = StreamRecords.read(expired).userIdentity();
    assertThat(identity.type()).isEqualTo("Service");
    assertThat(identity.principalId()).isEqualTo("dynamodb.amazonaws.com");
    assertThat(record(OLD, null, "KEYS_ONLY").userIdentity()).isNull();
  }

  @Test
  void haveTheSameIdWheneverTheyAreSent() {
    assertThat(json(OLD, NEW, "KEYS_ONLY", false)).isEqualTo(json(OLD, NEW, "KEYS_ONLY", false));
  }

  @Test
  void holdValuesOfAllTypes() {
    var bytes = SdkBytes.fromUtf8String("bytes");
    var item =
        Map.of(
            "id", s("x"),
            "n", AttributeValue.fromN("1.2345678901234567890123456789012345678E-100"),
            "b", AttributeValue.fromB(bytes),
            "ss", AttributeValue.fromSs(List.of("", "ä\"")),
            "ns", AttributeValue.fromNs(List.of("1", "2")),
            "bs", AttributeValue.fromBs(List.of(bytes)),
            "t", AttributeValue.fromBool(true),
            "null", AttributeValue.fromNul(true),
            "l", AttributeValue.fromL(List.of(s("\u0000"), n(1))),
            "m", AttributeValue.fromM(Map.of("k", AttributeValue.fromM(Map.of()))));

    assertThat(record(null, item, "NEW_IMAGE").dynamodb().newImage()).isEqualTo(item);
  }
}
