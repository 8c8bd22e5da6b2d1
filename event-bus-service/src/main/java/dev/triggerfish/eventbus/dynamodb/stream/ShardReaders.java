package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Readers of shards, some of which are kept for who reads on: a reader that knows its shard answers
 * within a millisecond, a new one within some ten.
 */
final class ShardReaders implements AutoCloseable {

  private static final int KEPT = 32;
  private static final int AT_ONCE = 32;
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final KafkaConnection kafka;
  private final Semaphore permits = new Semaphore(AT_ONCE, true);

  /** Who was used last is last. */
  private final Deque<Idle> idle = new ArrayDeque<>();

  private boolean closed;

  private record Idle(ShardReader reader, long since) {}

  ShardReaders(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** What is done with a reader. */
  @FunctionalInterface
  interface Use<T> {
    T with(ShardReader reader) throws ShardReader.GoneException;
  }

  /**
   * Uses a reader of a shard.
   *
   * @throws KafkaException if Kafka cannot be asked
   */
  <T> T use(TopicPartition partition, Use<T> use) throws ShardReader.GoneException {
    permits.acquireUninterruptibly();
    try {
      var reader = take(partition);
      var done = false;
      try {
        var result = use.with(reader);
        done = true;
        return result;
      } finally {
        giveBack(reader, done);
      }
    } finally {
      permits.release();
    }
  }

  private ShardReader take(TopicPartition partition) {
    synchronized (idle) {
      for (var each = idle.descendingIterator(); each.hasNext(); ) {
        var one = each.next();
        if (one.reader().partition().equals(partition)) {
          each.remove();
          return one.reader();
        }
      }
    }
    return new ShardReader(
        kafka.reader(
            Map.of(
                "auto.offset.reset",
                "earliest",
                "client.id",
                "dynamodb-stream-reader",
                "max.poll.records",
                1_000,
                "fetch.max.bytes",
                4 * 1024 * 1024,
                "max.partition.fetch.bytes",
                2 * 1024 * 1024)),
        partition);
  }

  /** A reader that has failed may stand anywhere: it is not used again. */
  private void giveBack(ShardReader reader, boolean usable) {
    var leaving = new ArrayDeque<ShardReader>();
    synchronized (idle) {
      if (usable && !closed) {
        idle.addLast(new Idle(reader, System.nanoTime()));
      } else {
        leaving.add(reader);
      }
      while (!idle.isEmpty() && (idle.size() > KEPT || isOld(idle.getFirst()))) {
        leaving.add(idle.removeFirst().reader());
      }
    }
    leaving.forEach(ShardReader::close);
  }

  private static boolean isOld(Idle one) {
    return System.nanoTime() - one.since() > IDLE.toNanos();
  }

  /** Closes those that have not been used for a while. */
  void closeIdle() {
    var leaving = new ArrayDeque<ShardReader>();
    synchronized (idle) {
      while (!idle.isEmpty() && (closed || isOld(idle.getFirst()))) {
        leaving.add(idle.removeFirst().reader());
      }
    }
    leaving.forEach(ShardReader::close);
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
    }
    closeIdle();
  }
}
