package dev.triggerfish.eventbus.dynamodb.stream;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

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

  private String shardOf(Record record, String arn) {
    var topic = StreamTopic.of(arn).orElseThrow();
    for (var shard = 0; shard < 4; shard++) {
      if (StreamTopic.number(shard, record.dynamodb().sequenceNumber()).isPresent()) {
        return topic.shardId(shard);
      }
    }
    throw new AssertionError("No shard has " + record);
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
  void keepTheOrderOfEachItemWhoeverReadsFromWherever() {
    var arn = fixture.table(TABLE, "NEW_IMAGE");
    for (var round = 0; round < 25; round++) {
      for (var key = 0; key < 20; key++) {
        fixture.put(TABLE, "k" + key, round);
      }
    }

    var records = fixture.readAll(arn, 500);

    var ofItems =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    StreamFixture::key,
                    Collectors.mapping(
                        record -> StreamFixture.number(record.dynamodb().newImage()),
                        Collectors.toList())));
    assertThat(ofItems).hasSize(20);
    assertThat(ofItems.values()).allSatisfy(numbers -> assertThat(numbers).hasSize(25).isSorted());
    assertThat(records.stream().map(record -> shardOf(record, arn)).distinct()).hasSize(4);
    for (var record : records.subList(100, 110)) {
      var shard = shardOf(record, arn);
      var number = record.dynamodb().sequenceNumber();
      var at = fixture.read(fixture.iterator(arn, shard, "AT_SEQUENCE_NUMBER", number), 1);
      assertThat(at.getFirst()).isEqualTo(record);
      var after = fixture.read(fixture.iterator(arn, shard, "AFTER_SEQUENCE_NUMBER", number), 1);
      if (at.size() > 1) {
        assertThat(after.getFirst()).isEqualTo(at.get(1));
      }
    }
  }

  @Test
  void areReadFromKafkaAfterARestartWithTheSameNumbersAndIterators() {
    var arn = fixture.table(TABLE, "NEW_IMAGE");
    for (var i = 0; i < 50; i++) {
      fixture.put(TABLE, "a", i);
    }
    var before = fixture.readAll(arn, 50);
    var shard = shardOf(before.getFirst(), arn);
    var horizon = fixture.iterator(arn, shard, "TRIM_HORIZON", null);
    var latest = fixture.iterator(arn, shard, "LATEST", null);

    fixture.restart();

    assertThat(fixture.read(horizon, 50)).isEqualTo(before);
    fixture.put(TABLE, "a", 50);
    var next = fixture.read(latest, 1).getFirst();
    assertThat(StreamFixture.number(next.dynamodb().newImage())).isEqualTo(50);
    assertThat(next.dynamodb().sequenceNumber())
        .isGreaterThan(before.getLast().dynamodb().sequenceNumber());
  }

  @Test
  void dropWhatWasSentTwice() throws Exception {
    var arn = fixture.table(TABLE, "NEW_IMAGE");
    for (var i = 0; i < 5; i++) {
      fixture.put(TABLE, "a", i);
    }
    var shard = shardOf(fixture.readAll(arn, 5).getFirst(), arn);
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
    var shard = shardOf(first, arn);
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

  @Test
  void refuseIteratorsThatAreOldOrForged() {
    var arn = fixture.table(TABLE, "NEW_IMAGE");
    var shard = fixture.shards(arn).getFirst().shardId();
    var iterator = fixture.iterator(arn, shard, "LATEST", null);

    for (var forged :
        List.of("x", iterator.replace(TABLE, "Others"), iterator + "A", iterator.substring(9))) {
      assertThatThrownBy(() -> fixture.streams().getRecords(g -> g.shardIterator(forged)))
          .hasMessageContaining("Invalid ShardIterator");
    }
    fixture.clock().advance(Duration.ofMinutes(15));
    assertThat(fixture.streams().getRecords(g -> g.shardIterator(iterator)).records()).isEmpty();
    fixture.clock().advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> fixture.streams().getRecords(g -> g.shardIterator(iterator)))
        .isInstanceOf(ExpiredIteratorException.class);
  }

  @Test
  void arePaged() {
    var arns = new ArrayList<String>();
    for (var name : List.of("aaa", "bbb", "ccc")) {
      arns.add(fixture.table(name, "KEYS_ONLY"));
    }
    var first = fixture.streams().listStreams(l -> l.limit(2));
    assertThat(first.streams())
        .extracting(stream -> stream.streamArn())
        .isEqualTo(arns.subList(0, 2));
    assertThat(first.lastEvaluatedStreamArn()).isEqualTo(arns.get(1));
    var second =
        fixture
            .streams()
            .listStreams(l -> l.limit(2).exclusiveStartStreamArn(first.lastEvaluatedStreamArn()));
    assertThat(second.streams())
        .extracting(stream -> stream.streamArn())
        .containsExactly(arns.get(2));
    assertThat(second.lastEvaluatedStreamArn()).isNull();

    var arn = arns.getFirst();
    var ids = new HashSet<String>();
    String last = null;
    do {
      var after = last;
      var page =
          fixture
              .streams()
              .describeStream(d -> d.streamArn(arn).limit(3).exclusiveStartShardId(after))
              .streamDescription();
      page.shards().forEach(shard -> ids.add(shard.shardId()));
      last = page.lastEvaluatedShardId();
    } while (last != null);
    assertThat(ids).hasSize(4).allSatisfy(id -> assertThat(id.length()).isBetween(28, 65));
    var children =
        fixture
            .streams()
            .describeStream(
                d ->
                    d.streamArn(arn)
                        .shardFilter(f -> f.type("CHILD_SHARDS").shardId(ids.iterator().next())));
    assertThat(children.streamDescription().shards()).isEmpty();
  }

  @Test
  void giveAsManyRecordsAsAreAskedFor() {
    var arn = fixture.table(TABLE, "NEW_IMAGE");
    for (var i = 0; i < 7; i++) {
      fixture.put(TABLE, "a", i);
    }
    var shard = shardOf(fixture.readAll(arn, 7).getFirst(), arn);
    for (var turn = 0; turn < 2; turn++) {
      var numbers = new ArrayList<Long>();
      var next = fixture.iterator(arn, shard, "TRIM_HORIZON", null);
      for (var size : List.of(3, 3, 1, 0)) {
        var from = next;
        var page = fixture.streams().getRecords(g -> g.shardIterator(from).limit(3));
        assertThat(page.records()).hasSize(size);
        page.records().forEach(r -> numbers.add(StreamFixture.number(r.dynamodb().newImage())));
        next = page.nextShardIterator();
      }
      assertThat(numbers).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
      // The second time from Kafka.
      fixture.restart();
    }
  }
}
