package dev.triggerfish.aws.kafka.outbox;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.KafkaTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** An outbox's topic in Kafka. */
public final class KafkaOutboxTopic implements OutboxTopic {

  /** So many records at a shard's end are looked through for those that have arrived. */
  private static final int LOOK_BACK = 2_000;

  private final OutboxClients clients;
  private final KafkaTopic topic;
  private final Timestamps timestamps;

  /**
   * A topic with clients of its own, whose records have the time of their sending.
   *
   * @param clientId what Kafka knows them as
   */
  public KafkaOutboxTopic(KafkaConnection kafka, KafkaTopic topic, String clientId) {
    this(OutboxClients.connect(kafka, clientId, Map.of()), topic, _ -> null);
  }

  /**
   * A topic with clients that others may share: whoever has made those closes them, and not the
   * topic.
   */
  public KafkaOutboxTopic(OutboxClients clients, KafkaTopic topic, Timestamps timestamps) {
    this.clients = clients;
    this.topic = topic;
    this.timestamps = timestamps;
  }

  /** Gives records their time. */
  @FunctionalInterface
  public interface Timestamps {

    /** Milliseconds since the epoch; null for the time of sending. */
    @Nullable Long of(OutboxEntry entry);
  }

  @Override
  public boolean prepare(Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    topic.make(clients.admin(), patience);
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    for (var shard = 0; shard < topic.partitions(); shard++) {
      ends.put(new TopicPartition(topic.name(), shard), OffsetSpec.latest());
    }
    return clients
        .admin()
        .listOffsets(ends)
        .all()
        .get(patience.toMillis(), TimeUnit.MILLISECONDS)
        .values()
        .stream()
        .allMatch(end -> end.offset() == 0);
  }

  @Override
  public OutboxPosition append(List<OutboxRow> rows, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    var sent = new ArrayList<Future<RecordMetadata>>(rows.size());
    try {
      for (var row : rows) {
        sent.add(clients.producer().send(producerRecord(row)));
      }
    } catch (KafkaException refused) {
      throw new ExecutionException(refused);
    }
    var last = -1L;
    for (var each : sent) {
      last = each.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS).offset();
    }
    return new OutboxPosition(rows.getLast().number(), last);
  }

  private ProducerRecord<String, byte[]> producerRecord(OutboxRow row) {
    var entry = row.entry();
    var made =
        new ProducerRecord<String, byte[]>(
            topic.name(), entry.shard(), timestamps.of(entry), entry.key(), entry.payload());
    entry.headers().forEach((name, value) -> made.headers().add(name, bytes(value)));
    made.headers().add(OutboxNumbers.HEADER, bytes(Long.toString(row.number())));
    return made;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<OutboxPosition> arrived(int shard, long fromNumber, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    var partition = new TopicPartition(topic.name(), shard);
    try (var reader = clients.kafka().reader(Map.of("auto.offset.reset", "earliest"))) {
      var only = List.of(partition);
      reader.assign(only);
      long end = Objects.requireNonNull(reader.endOffsets(only, patience).get(partition));
      long start = Objects.requireNonNull(reader.beginningOffsets(only, patience).get(partition));
      reader.seek(partition, Math.max(start, end - LOOK_BACK));
      return walk(reader, partition, fromNumber, end, System.nanoTime() + patience.toNanos());
    } catch (KafkaException unread) {
      throw new ExecutionException(unread);
    }
  }

  private static Optional<OutboxPosition> walk(
      Consumer<String, byte[]> reader,
      TopicPartition partition,
      long fromNumber,
      long end,
      long deadline)
      throws TimeoutException {
    var numbers = OutboxNumbers.from(fromNumber);
    @Nullable OutboxPosition last = null;
    while (reader.position(partition) < end) {
      var left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new TimeoutException("The end of " + partition + " was not read in time");
      }
      for (ConsumerRecord<String, byte[]> read : reader.poll(Duration.ofNanos(left))) {
        var number = OutboxNumbers.of(read.headers());
        if (number.isPresent() && numbers.take(number.getAsLong())) {
          last = new OutboxPosition(number.getAsLong(), read.offset());
        }
      }
    }
    return Optional.ofNullable(last);
  }

  @Override
  public void close() {
    clients.close();
  }
}
