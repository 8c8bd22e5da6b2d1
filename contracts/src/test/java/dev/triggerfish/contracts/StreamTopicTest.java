package dev.triggerfish.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTopicTest {

  private static final String ARN =
      "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders/stream/2026-11-22T10:00:00.123";

  private final StreamTopic stream = StreamTopic.of(ARN).orElseThrow();

  @Test
  void topicNamesShowTheTableAndDifferByStream() {
    var next = StreamTopic.of(ARN.replace(".123", ".124")).orElseThrow();
    assertThat(stream.table()).isEqualTo("Orders");
    assertThat(stream.createdAt()).isEqualTo(1_795_341_600_123L);
    assertThat(stream.name()).matches("dynamodb\\.stream\\.Orders\\.[0-9a-f]{32}");
    assertThat(next.name()).isNotEqualTo(stream.name());
  }

  @Test
  void topicNamesOfTheLongestTablesAreShortEnoughForKafka() {
    var longest = StreamTopic.of(ARN.replace("Orders", "o".repeat(255))).orElseThrow();
    assertThat(longest.name()).hasSize(249);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders",
        "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders/stream/",
        "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders/stream/2026-11-31T10:00:00.123",
        "arn:aws:kinesis:eu-west-1:000000000000:stream/Orders"
      })
  void otherArnsAreNone(String arn) {
    assertThat(StreamTopic.of(arn)).isEmpty();
  }

  @Test
  void shardIdsAreOrderedAndLeadBackToPartitions() {
    var ids = IntStream.range(0, 300).mapToObj(stream::shardId).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.length() == 37);
    for (var partition = 0; partition < 300; partition++) {
      assertThat(stream.partition(ids.get(partition))).hasValue(partition);
    }
    assertThat(StreamTopic.of(ARN.replace("Orders", "Others")).orElseThrow().partition(ids.get(0)))
        .isEmpty();
    assertThat(stream.partition("shardId-1")).isEmpty();
  }

  @Test
  void sequenceNumbersAreOrderedAndLeadBackToNumbers() {
    assertThat(StreamTopic.sequenceNumber(3, 9)).isLessThan(StreamTopic.sequenceNumber(3, 10));
    assertThat(StreamTopic.sequenceNumber(3, Long.MAX_VALUE)).matches("[1-9]\\d{27}");
    assertThat(StreamTopic.number(3, StreamTopic.sequenceNumber(3, 77))).hasValue(77);
    assertThat(StreamTopic.number(2, StreamTopic.sequenceNumber(3, 77))).isEmpty();
    assertThat(StreamTopic.number(3, "1")).isEmpty();
  }
}
