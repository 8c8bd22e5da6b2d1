package dev.triggerfish.eventbus.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class StreamReadingTest {

  private static final String TABLE = "Orders";

  private final StreamFixture fixture;

  StreamReadingTest(TestDatabase database) {
    this.fixture = new StreamFixture(database);
  }

  @AfterEach
  void close() {
    fixture.close();
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
    assertThat(records.stream().map(record -> fixture.shardOf(record, arn)).distinct()).hasSize(4);
    for (var record : records.subList(100, 110)) {
      var shard = fixture.shardOf(record, arn);
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
    var shard = fixture.shardOf(before.getFirst(), arn);
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
    var shard = fixture.shardOf(fixture.readAll(arn, 7).getFirst(), arn);
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
