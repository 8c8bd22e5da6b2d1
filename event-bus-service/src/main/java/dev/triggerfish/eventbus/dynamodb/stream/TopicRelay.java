package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.kafka.outbox.Outbox;
import dev.triggerfish.aws.kafka.outbox.OutboxRelay;
import dev.triggerfish.aws.kafka.outbox.OutboxTopic;
import dev.triggerfish.aws.storage.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a stream's topic, and sends the records of its shards. */
final class TopicRelay {

  private static final Logger LOG = LoggerFactory.getLogger(TopicRelay.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final OutboxTopic topic;
  private final List<ShardRelay> shards;
  private volatile boolean made;

  TopicRelay(
      Database database,
      String name,
      OutboxTopic topic,
      int shards,
      ShardRelay.Surroundings surroundings) {
    this.name = name;
    this.topic = topic;
    var outbox = new Outbox(database, StreamRelays.OUTBOX, name);
    this.shards =
        IntStream.range(0, shards)
            .mapToObj(
                shard ->
                    new ShardRelay(
                        this, shard, new OutboxRelay(outbox, topic, shard), surroundings))
            .toList();
  }

  String name() {
    return name;
  }

  ShardRelay shard(int number) {
    return shards.get(number);
  }

  /** Makes the topic unless that is done; false if it cannot be made now. */
  synchronized boolean make() {
    if (!made) {
      try {
        topic.prepare(PATIENCE);
        made = true;
      } catch (ExecutionException | TimeoutException e) {
        LOG.warn("{} cannot be made, its records wait: {}", name, e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return made;
  }
}
