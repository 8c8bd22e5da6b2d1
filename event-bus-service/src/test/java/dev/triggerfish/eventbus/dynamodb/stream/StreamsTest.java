package dev.triggerfish.eventbus.dynamodb.stream;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.Record;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class StreamsTest {

  private static final String TABLE = "Orders";

  private final StreamFixture fixture;

  StreamsTest(TestDatabase database) {
    this.fixture = new StreamFixture(database);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void haveARecordForEachChangeAndNoneForAWriteThatChangesNothing() {
    var arn = fixture.table(TABLE, "NEW_AND_OLD_IMAGES");
    fixture.put(TABLE, "a", 1);
    fixture.put(TABLE, "a", 1);
    fixture.dynamo().updateItem(u -> u.tableName(TABLE).key(Map.of("p", s("a"))));
    fixture.put(TABLE, "a", 2);
    fixture.dynamo().deleteItem(d -> d.tableName(TABLE).key(Map.of("p", s("none"))));
    fixture.dynamo().deleteItem(d -> d.tableName(TABLE).key(Map.of("p", s("a"))));

    var records = fixture.readAll(arn, 3);

    assertThat(records)
        .extracting(Record::eventNameAsString)
        .containsExactly("INSERT", "MODIFY", "REMOVE");
    assertThat(records.get(1).dynamodb().oldImage()).isEqualTo(Map.of("p", s("a"), "n", n(1)));
    assertThat(records.get(1).dynamodb().newImage()).isEqualTo(Map.of("p", s("a"), "n", n(2)));
    assertThat(records).extracting(Record::eventID).doesNotHaveDuplicates();
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.eventVersion()).isEqualTo("1.1");
              assertThat(record.eventSource()).isEqualTo("aws:dynamodb");
              assertThat(record.awsRegion()).isEqualTo("eu-west-1");
              assertThat(record.dynamodb().sequenceNumber()).matches("\\d{21,40}");
            });
    assertThat(fixture.readAll(arn, 3)).isEqualTo(records);
  }

  @Test
  void haveTheSameRecordsOfStatements() {
    var arn = fixture.table(TABLE, "NEW_AND_OLD_IMAGES");
    var dynamo = fixture.dynamo();
    dynamo.executeStatement(e -> e.statement("INSERT INTO Orders VALUE {'p': 'a', 'n': 1}"));
    dynamo.batchExecuteStatement(
        b -> b.statements(one -> one.statement("UPDATE Orders SET n = n + 1 WHERE p = 'a'")));
    dynamo.executeTransaction(
        t -> t.transactStatements(one -> one.statement("DELETE FROM Orders WHERE p = 'a'")));

    var records = fixture.readAll(arn, 3);

    assertThat(records)
        .extracting(Record::eventNameAsString)
        .containsExactly("INSERT", "MODIFY", "REMOVE");
    assertThat(records.get(1).dynamodb().oldImage()).isEqualTo(Map.of("p", s("a"), "n", n(1)));
    assertThat(records.get(2).dynamodb().oldImage()).isEqualTo(Map.of("p", s("a"), "n", n(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"})
  void showTheImagesOfTheirViewType(String viewType) {
    var arn = fixture.table(TABLE, viewType);
    fixture.put(TABLE, "a", 1);
    fixture.put(TABLE, "a", 2);

    var change = fixture.readAll(arn, 2).get(1).dynamodb();

    assertThat(change.hasNewImage()).isEqualTo(viewType.contains("NEW"));
    assertThat(change.hasOldImage()).isEqualTo(viewType.contains("OLD"));
    assertThat(change.keys()).isEqualTo(Map.of("p", s("a")));
  }

  @Test
  void dropWhatWasSentTwice() throws Exception {
    var arn = fixture.table(TABLE, "NEW_IMAGE");
    for (var i = 0; i < 5; i++) {
      fixture.put(TABLE, "a", i);
    }
    var shard = fixture.shardOf(fixture.readAll(arn, 5).getFirst(), arn);
    var copies = SentTwice.sendAgain(fixture.kafka(), arn, shard);
    assertThat(copies).isEqualTo(5);
    for (var i = 5; i < 10; i++) {
      fixture.put(TABLE, "a", i);
    }
    fixture.readAll(arn, 10);

    fixture.restart();

    var records = fixture.readAll(arn, 10);
    assertThat(records)
        .extracting(r -> StreamFixture.number(r.dynamodb().newImage()))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    var eighth = records.get(7).dynamodb().sequenceNumber();
    assertThat(fixture.read(fixture.iterator(arn, shard, "AT_SEQUENCE_NUMBER", eighth), 3))
        .isEqualTo(records.subList(7, 10));
  }

  @Test
  void nameTheServiceWhereItemsHaveExpired() {
    var arn = fixture.table(TABLE, "OLD_IMAGE");
    fixture
        .dynamo()
        .updateTimeToLive(
            u ->
                u.tableName(TABLE)
                    .timeToLiveSpecification(t -> t.enabled(true).attributeName("n")));
    fixture.put(TABLE, "a", fixture.clock().millis() / 1_000 + 60);
    fixture.readAll(arn, 1);

    fixture.clock().advance(Duration.ofMinutes(5));

    var removal = fixture.readAll(arn, 2).get(1);
    assertThat(removal.eventNameAsString()).isEqualTo("REMOVE");
    assertThat(removal.userIdentity().type()).isEqualTo("Service");
    assertThat(removal.userIdentity().principalId()).isEqualTo("dynamodb.amazonaws.com");
  }

  @Test
  void haveARecordForEachItemOfABatchAndATransactionAndNoneIfThatFails() {
    var arn = fixture.table(TABLE, "KEYS_ONLY");
    fixture
        .dynamo()
        .transactWriteItems(
            t ->
                t.transactItems(
                    i -> i.put(p -> p.tableName(TABLE).item(Map.of("p", s("a")))),
                    i -> i.put(p -> p.tableName(TABLE).item(Map.of("p", s("b"))))));
    assertThatThrownBy(
            () ->
                fixture
                    .dynamo()
                    .transactWriteItems(
                        t ->
                            t.transactItems(
                                i -> i.put(p -> p.tableName(TABLE).item(Map.of("p", s("c")))),
                                i ->
                                    i.conditionCheck(
                                        c ->
                                            c.tableName(TABLE)
                                                .key(Map.of("p", s("a")))
                                                .conditionExpression("attribute_not_exists(p)")))))
        .isInstanceOf(AwsServiceException.class);
    fixture.put(TABLE, "d", 1);

    assertThat(fixture.readAll(arn, 3))
        .extracting(StreamFixture::key)
        .containsExactlyInAnyOrder("a", "b", "d");
  }
}
