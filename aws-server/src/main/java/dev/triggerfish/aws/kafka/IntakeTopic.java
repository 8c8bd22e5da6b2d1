package dev.triggerfish.aws.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * A topic that hands work over: one consumer group takes each record in and settles it when what it
 * says is durable elsewhere. Records that are settled are deleted, those that are not stay.
 *
 * @param kafka where it is
 * @param name of the topic
 * @param group the consumer group that takes it in
 * @param partitions that it is made with, at least 1
 * @param largestRecord bytes of a record that it is made for
 */
public record IntakeTopic(
    KafkaConnection kafka, String name, String group, int partitions, int largestRecord) {

  /** Small segments, so that what has been taken in gives its room back soon. */
  private static final String SEGMENT_BYTES = "16777216";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FETCH_BYTES = 16 * 1024 * 1024;

  /**
   * What takes the records in, in batches, and settles a batch by acknowledging it. It is not
   * started with the application but by {@link Intake}. A batch whose listener throws comes again,
   * every second, for as long as it does.
   *
   * @param beanName of the container
   * @param instanceId tells this process from others of the group; the same after a restart
   * @param mostRecords of a batch
   */
  public ConcurrentMessageListenerContainer<String, byte[]> container(
      String beanName,
      String instanceId,
      int mostRecords,
      BatchAcknowledgingMessageListener<String, byte[]> listener) {
    var properties = new ContainerProperties(name);
    properties.setGroupId(group);
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    properties.setAuthExceptionRetryInterval(Duration.ofSeconds(5));
    properties.setMessageListener(listener);
    var container =
        new ConcurrentMessageListenerContainer<>(
            consumerFactory(instanceId, mostRecords), properties);
    container.setBeanName(beanName);
    container.setAutoStartup(false);
    container.setCommonErrorHandler(
        new DefaultErrorHandler(new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS)));
    return container;
  }

  /**
   * A static member of a classic group: a process that was killed has its partitions back a moment
   * after its restart, not after a session time-out.
   */
  private DefaultKafkaConsumerFactory<String, byte[]> consumerFactory(
      String instanceId, int mostRecords) {
    var properties = kafka.properties();
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostRecords);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    return new DefaultKafkaConsumerFactory<>(
        properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Makes the topic, or brings it up to date. */
  void create() throws ExecutionException, TimeoutException, InterruptedException {
    new KafkaTopic(
            name,
            partitions,
            Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                "-1",
                "segment.bytes",
                SEGMENT_BYTES,
                "max.message.bytes",
                Integer.toString(largestRecord)))
        .make(kafka, PATIENCE);
  }

  /** Deletes the records that are settled. */
  void trim() throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(kafka.properties())) {
      var settled = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
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
