package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.kafka.outbox.OutboxNumbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads one shard in Kafka. A record stands at its number less one, or behind that: each record
 * that was sent twice moves what follows by one. Used by one thread at a time.
 */
final class ShardReader implements AutoCloseable {

  private static final Duration REQUEST = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final long UNKNOWN = -1;

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;

  /** What was polled and is not returned yet, from the record {@link #nextNumber} on. */
  private List<ConsumerRecord<String, byte[]>> polled = List.of();

  /** The record that comes next if who read last reads on. */
  private long nextNumber = UNKNOWN;

  ShardReader(Consumer<String, byte[]> consumer, TopicPartition partition) {
    this.consumer = consumer;
    this.partition = partition;
    consumer.assign(List.of(partition));
  }

  TopicPartition partition() {
    return partition;
  }

  /**
   * Records from a number on, in order, each once; none if they are not there yet.
   *
   * @throws GoneException if later ones are there and that one is not
   * @throws KafkaException if Kafka cannot be asked
   */
  List<StoredRecord> read(long number, ReadLimit limit) throws GoneException {
    var end = end();
    if (number != nextNumber) {
      polled = List.of();
      var start = start();
      consumer.seek(partition, number - 1 <= end ? Math.max(start, number - 1) : start);
    }
    nextNumber = UNKNOWN;
    var reading = new Reading(number, limit);
    reading.readTo(end);
    if (reading.found.isEmpty() && reading.sawLater) {
      // The topic has been lost once: its offsets have begun anew.
      consumer.seekToBeginning(List.of(partition));
      polled = List.of();
      reading = new Reading(number, limit);
      reading.readTo(end);
      if (reading.found.isEmpty()) {
        throw new GoneException();
      }
    }
    nextNumber = number + reading.found.size();
    return reading.found;
  }

  /** A record is not in the topic, and never will be. */
  static final class GoneException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** The number of the record at an offset. */
  long numberAt(long offset) {
    polled = List.of();
    nextNumber = UNKNOWN;
    consumer.seek(partition, offset);
    var records = poll();
    return OutboxNumbers.of(records.getFirst().headers()).orElse(0);
  }

  private long end() {
    return Objects.requireNonNull(consumer.endOffsets(List.of(partition), REQUEST).get(partition));
  }

  private long start() {
    return Objects.requireNonNull(
        consumer.beginningOffsets(List.of(partition), REQUEST).get(partition));
  }

  private List<ConsumerRecord<String, byte[]>> poll() {
    var records = consumer.poll(POLL).records(partition);
    if (records.isEmpty()) {
      throw new TimeoutException(partition + " was not read in time");
    }
    return records;
  }

  /** One reading, from where the consumer is. */
  private final class Reading {

    private final ReadLimit limit;
    private final long from;
    private final OutboxNumbers numbers;
    private final List<StoredRecord> found = new ArrayList<>();
    private long bytes;
    private boolean sawLater;
    private boolean full;

    Reading(long from, ReadLimit limit) {
      this.from = from;
      this.limit = limit;
      this.numbers = OutboxNumbers.from(from);
    }

    void readTo(long end) {
      while (!full && found.size() < limit.records()) {
        if (polled.isEmpty()) {
          if (consumer.position(partition, REQUEST) >= end) {
            return;
          }
          polled = poll();
        }
        take();
      }
    }

    private void take() {
      for (var i = 0; i < polled.size(); i++) {
        if (found.size() == limit.records()) {
          polled = polled.subList(i, polled.size());
          return;
        }
        var record = polled.get(i);
        var number = OutboxNumbers.of(record.headers()).orElse(0);
        var size = bytes + record.value().length;
        if (number == from + found.size() && !limit.allows(found.size(), size)) {
          full = true;
          polled = polled.subList(i, polled.size());
          return;
        }
        if (numbers.take(number)) {
          bytes = size;
          found.add(new StoredRecord(number, record.value()));
        } else if (number > from) {
          sawLater = true;
        }
      }
      polled = List.of();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
