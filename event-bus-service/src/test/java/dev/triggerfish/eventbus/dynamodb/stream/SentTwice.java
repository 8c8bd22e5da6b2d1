package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.contracts.StreamTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Does what a relay does that does not know what has arrived. */
final class SentTwice {

  private SentTwice() {}

  /** Appends all records of a shard once more, and returns how many. */
  static int sendAgain(KafkaConnection kafka, String arn, String shardId)
      throws ExecutionException, InterruptedException {
    var topic = StreamTopic.of(arn).orElseThrow();
    var partition = new TopicPartition(topic.name(), topic.partition(shardId).orElseThrow());
    var copies = 0;
    try (var reader = kafka.reader(Map.of("auto.offset.reset", "earliest"));
        var producer = kafka.producer("test", Map.of())) {
      reader.assign(List.of(partition));
      var end = Objects.requireNonNull(reader.endOffsets(List.of(partition)).get(partition));
      while (reader.position(partition) < end) {
        for (var read : reader.poll(Duration.ofSeconds(1))) {
          var copy =
              new ProducerRecord<>(
                  read.topic(),
                  read.partition(),
                  read.timestamp(),
                  read.key(),
                  read.value(),
                  read.headers());
          producer.send(copy).get();
          copies++;
        }
      }
    }
    return copies;
  }
}
