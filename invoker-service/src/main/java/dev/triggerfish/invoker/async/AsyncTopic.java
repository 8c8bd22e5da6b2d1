package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of events. */
final class AsyncTopic {

  static final String GROUP = "invoker-async";

  /** An event of 1 MB, and what is said about it. */
  static final int LARGEST_RECORD = 2 * 1024 * 1024;

  private static final int PARTITIONS = 8;

  /** Small segments, so that what has been taken in gives its room back soon. */
  private static final String SEGMENT_BYTES = "16777216";

  private final KafkaConnection kafka;

  AsyncTopic(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** Makes the topic, if it is missing. */
  void create() throws ExecutionException, InterruptedException {
    var topic =
        new NewTopic(Topics.ASYNC_INVOCATIONS, Optional.of(PARTITIONS), Optional.empty())
            .configs(
                Map.of(
                    "cleanup.policy",
                    "delete",
                    "retention.ms",
                    "-1",
                    "segment.bytes",
                    SEGMENT_BYTES,
                    "max.message.bytes",
                    Integer.toString(LARGEST_RECORD)));
    try (var admin = Admin.create(kafka.properties())) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /** Deletes the records that have been taken in. */
  void trim() throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(kafka.properties())) {
      var settled = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
      var before = new HashMap<TopicPartition, RecordsToDelete>();
      settled.forEach(
          (partition, offset) -> {
            if (offset != null && offset.offset() > 0) {
              before.put(partition, RecordsToDelete.beforeOffset(offset.offset()));
            }
          });
      if (!before.isEmpty()) {
        admin.deleteRecords(before).all().get();
      }
    }
  }
}
