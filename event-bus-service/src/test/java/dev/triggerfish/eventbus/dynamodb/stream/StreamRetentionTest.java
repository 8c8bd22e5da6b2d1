package dev.triggerfish.eventbus.dynamodb.stream;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class StreamRetentionTest {

  private static final String TABLE = "Orders";

  private final StreamFixture fixture;

  StreamRetentionTest(TestDatabase database) {
    this.fixture = new StreamFixture(database);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void canBeReadForADayAfterTheyAreSwitchedOff() {
    var arn = fixture.table(TABLE, "NEW_IMAGE");
    fixture.put(TABLE, "a", 1);
    fixture.readAll(arn, 1);
    fixture
        .dynamo()
        .updateTable(u -> u.tableName(TABLE).streamSpecification(s -> s.streamEnabled(false)));
    fixture.put(TABLE, "a", 2);

    var description = fixture.streams().describeStream(d -> d.streamArn(arn)).streamDescription();
    assertThat(description.streamStatus()).isEqualTo(StreamStatus.DISABLED);
    assertThat(description.shards())
        .allSatisfy(
            shard -> {
              assertThat(shard.sequenceNumberRange().startingSequenceNumber()).isNotNull();
              assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNotNull();
            });
    assertThat(fixture.readAll(arn, 2)).hasSize(1);

    var second =
        fixture
            .dynamo()
            .updateTable(
                u ->
                    u.tableName(TABLE)
                        .streamSpecification(
                            s -> s.streamEnabled(true).streamViewType("KEYS_ONLY")))
            .tableDescription()
            .latestStreamArn();
    assertThat(second).isNotEqualTo(arn);
    assertThat(fixture.streams().listStreams(l -> l.tableName(TABLE)).streams())
        .extracting(stream -> stream.streamArn())
        .containsExactlyInAnyOrder(arn, second);
    assertThat(fixture.readAll(second, 0)).isEmpty();

    fixture.clock().advance(Duration.ofHours(25));

    assertThatThrownBy(() -> fixture.streams().describeStream(d -> d.streamArn(arn)))
        .isInstanceOfSatisfying(
            ResourceNotFoundException.class,
            e ->
                assertThat(e.getMessage())
                    .contains("Requested resource not found: Stream: " + arn + " not found"));
  }

  @Test
  void ofDeletedTablesStayAndThoseOfNewOnesAreOthers() {
    var arn = fixture.table(TABLE, "NEW_IMAGE");
    fixture.put(TABLE, "a", 1);
    fixture.dynamo().deleteTable(d -> d.tableName(TABLE));
    var next = fixture.table(TABLE, "NEW_IMAGE");
    fixture.put(TABLE, "a", 2);

    assertThat(next).isNotEqualTo(arn);
    assertThat(fixture.readAll(arn, 2)).hasSize(1);
    assertThat(fixture.readAll(next, 1)).hasSize(1);
  }

  @Test
  void loseWhatIsOlderThanADayAndSayWhatIsGone() {
    var arn = fixture.table(TABLE, "NEW_IMAGE");
    fixture.put(TABLE, "a", 1);
    var first = fixture.readAll(arn, 1).getFirst();
    var shard = fixture.shardOf(first, arn);
    fixture.clock().advance(Duration.ofHours(23));
    fixture.put(TABLE, "a", 2);
    fixture.readAll(arn, 2);
    fixture.clock().advance(Duration.ofMinutes(59));
    var iterator = fixture.iterator(arn, shard, "TRIM_HORIZON", null);
    assertThat(fixture.read(iterator, 2)).hasSize(2);

    fixture.clock().advance(Duration.ofMinutes(5));

    assertThatThrownBy(() -> fixture.read(iterator, 1))
        .isInstanceOf(TrimmedDataAccessException.class);
    assertThatThrownBy(
            () ->
                fixture.iterator(
                    arn, shard, "AT_SEQUENCE_NUMBER", first.dynamodb().sequenceNumber()))
        .isInstanceOf(TrimmedDataAccessException.class);
    var left =
        fixture.read(
            fixture.iterator(
                arn, shard, "AFTER_SEQUENCE_NUMBER", first.dynamodb().sequenceNumber()),
            1);
    assertThat(left)
        .extracting(record -> StreamFixture.number(record.dynamodb().newImage()))
        .containsExactly(2L);
    assertThat(fixture.readAll(arn, 1)).isEqualTo(left);
    fixture.restart();
    assertThat(fixture.readAll(arn, 1)).isEqualTo(left);
  }
}
