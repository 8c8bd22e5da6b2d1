package dev.triggerfish.aws.journal;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hops on their way through Kafka. A thread of its own stands between those who handle events and
 * the producer, which may block; what does not fit between them is dropped and counted. Both come
 * with the first hop: who has no events starts without. A producer that cannot be made is tried
 * again for as long as hops may come.
 */
final class KafkaEventJournal implements EventJournal, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(KafkaEventJournal.class);
  private static final int QUEUED_HOPS = 8_192;
  private static final Duration CLOSING = Duration.ofSeconds(3);
  private static final Duration COLLECTING = Duration.ofMillis(100);
  private static final int DROPS_PER_MESSAGE = 1_000;
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Wakes the thread, so that it ends. */
  private static final EventHop CLOSE =
      new EventHop("", null, Instant.EPOCH, EventHop.Step.DROPPED, "", "", Map.of());

  private final BlockingQueue<EventHop> queue = new ArrayBlockingQueue<>(QUEUED_HOPS);
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicBoolean started = new AtomicBoolean();
  private final Supplier<Producer<String, byte[]>> producers;
  private final Duration shortestPause;
  private final Thread shipper;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean closing;

  KafkaEventJournal(KafkaConnection kafka) {
    this(() -> producer(kafka), SHORTEST_PAUSE);
  }

  /**
   * @param producers asked at the first hop, until there is one
   * @param shortestPause in wall time, after it was asked in vain for the first time
   */
  KafkaEventJournal(Supplier<Producer<String, byte[]>> producers, Duration shortestPause) {
    this.producers = producers;
    this.shortestPause = shortestPause;
    this.shipper = Thread.ofPlatform().daemon().name("event-journal").unstarted(this::ship);
  }

  private static Producer<String, byte[]> producer(KafkaConnection kafka) {
    var properties = kafka.properties();
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "event-journal");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void record(EventHop hop) {
    if (closing || !queue.offer(hop)) {
      drop(closing ? "the journal is closed" : "the queue to Kafka is full");
    } else if (!started.get() && started.compareAndSet(false, true)) {
      shipper.start();
    }
  }

  private void ship() {
    try (var producer = awaitProducer()) {
      while (producer != null && (!closing || !queue.isEmpty())) {
        collect().forEach(hop -> send(producer, hop));
      }
      if (producer == null) {
        log.warn("{} hops of events are not written down", queue.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("What happens to events can no longer be written down", e);
    } finally {
      closing = true;
    }
  }

  /** Null if the journal is closed before there is one. */
  private @Nullable Producer<String, byte[]> awaitProducer() throws InterruptedException {
    var pause = shortestPause;
    while (true) {
      try {
        return producers.get();
      } catch (RuntimeException e) {
        // Said once: hops that are lost meanwhile are counted and said too.
        if (pause.equals(shortestPause)) {
          log.warn("What happens to events cannot be written down yet, trying again", e);
        }
      }
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return null;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  /** Waits for a hop, and for those that come within a moment after it. */
  private List<EventHop> collect() throws InterruptedException {
    var collected = new ArrayList<EventHop>();
    collected.add(queue.take());
    if (!closing) {
      // Nobody who hands over a hop meanwhile has to wake this thread.
      LockSupport.parkNanos(COLLECTING.toNanos());
    }
    queue.drainTo(collected);
    collected.removeIf(CLOSE::equals);
    return collected;
  }

  private void send(Producer<String, byte[]> producer, EventHop hop) {
    try {
      var bytes = JsonMapper.shared().writeValueAsBytes(HopLimits.within(hop));
      var _ =
          producer.send(
              new ProducerRecord<>(Topics.EVENTS, hop.id(), bytes),
              (_, failure) -> {
                if (failure != null) {
                  drop(String.valueOf(failure.getMessage()));
                }
              });
    } catch (RuntimeException e) {
      drop(e.toString());
    }
  }

  private void drop(String reason) {
    // One message per thousand: a flood of drops must not become a flood of messages.
    var before = dropped.getAndIncrement();
    if (before % DROPS_PER_MESSAGE == 0) {
      log.warn("{} hops of events have not been written down so far: {}", before + 1, reason);
    }
  }

  /** How many hops were not written down. */
  long dropped() {
    return dropped.get();
  }

  @Override
  public void close() {
    closing = true;
    closed.countDown();
    if (!started.getAndSet(true)) {
      return;
    }
    // Not by an interruption, at which the producer would leave behind what it has.
    var _ = queue.offer(CLOSE);
    LockSupport.unpark(shipper);
    try {
      if (!shipper.join(CLOSING)) {
        log.warn("{} hops of events are not written down", queue.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
