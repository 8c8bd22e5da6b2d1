package dev.triggerfish.iam.replication;

import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic in Kafka: one partition, so that an offset names a moment; compacted. */
final class KafkaIdentityTopic implements IdentityTopic {

  private static final TopicPartition PARTITION = new TopicPartition(Topics.IDENTITY, 0);

  private final Producer<String, String> producer;
  private final Admin admin;

  KafkaIdentityTopic(Producer<String, String> producer, Admin admin) {
    this.producer = producer;
    this.admin = admin;
  }

  @Override
  public long append(List<OutboxRecord> records, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    var sent = new ArrayList<Future<RecordMetadata>>(records.size());
    try {
      for (var each : records) {
        sent.add(
            producer.send(new ProducerRecord<>(Topics.IDENTITY, 0, each.key(), each.payload())));
      }
    } catch (KafkaException refused) {
      throw new ExecutionException(refused);
    }
    var last = -1L;
    for (var each : sent) {
      last = each.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS).offset();
    }
    return last;
  }

  @Override
  public boolean prepare(Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    var topic =
        new NewTopic(Topics.IDENTITY, Optional.of(1), Optional.empty())
            .configs(Map.of("cleanup.policy", "compact"));
    try {
      admin.createTopics(List.of(topic)).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException refused) {
      if (!(refused.getCause() instanceof TopicExistsException)) {
        throw refused;
      }
    }
    return admin
            .listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
            .partitionResult(PARTITION)
            .get(patience.toMillis(), TimeUnit.MILLISECONDS)
            .offset()
        == 0;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    admin.close(Duration.ofSeconds(5));
  }
}
