package dev.triggerfish.aws.kafka.ship;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships to Kafka without ever holding up whoever hands something over. A thread of its own stands
 * between them and the producer, which may block; what does not fit between is dropped and counted.
 * It collects for a moment, so that the broker and the readers work less often. Thread and producer
 * come with the first thing to ship; a producer that cannot be made is tried again.
 *
 * @param <T> what is handed over
 */
public final class LossyShipper<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LossyShipper.class);
  private static final Duration COLLECTING = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** One message per thousand: a flood of drops must not become a flood of messages. */
  private static final int DROPS_PER_MESSAGE = 1_000;

  private final Settings settings;
  private final Cargo<T> cargo;
  private final Supplier<Producer<String, byte[]>> producers;
  private final AtomicLong dropped = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Queue<T> waiting = new ArrayDeque<>();
  private @Nullable Thread shipper;
  private boolean closing;

  /**
   * Prepares one.
   *
   * @param producers makes a producer, which is closed with this
   */
  public LossyShipper(
      Settings settings, Cargo<T> cargo, Supplier<Producer<String, byte[]>> producers) {
    this.settings = settings;
    this.cargo = cargo;
    this.producers = producers;
  }

  /**
   * What it ships, and its bounds.
   *
   * @param name of its thread
   * @param what it ships, in the plural, for messages
   * @param capacity how many may wait, at least 1
   * @param closing wall time, at most, to ship what is left when it is closed
   * @param retry wall time after which a producer that could not be made is tried again, at first;
   *     it doubles up to 30 seconds
   */
  public record Settings(String name, String what, int capacity, Duration closing, Duration retry) {

    /** With a first retry after a second. */
    public Settings(String name, String what, int capacity, Duration closing) {
      this(name, what, capacity, closing, Duration.ofSeconds(1));
    }
  }

  /** Takes something to ship. Never blocks and never throws: what cannot be kept is dropped. */
  public void accept(T one) {
    String refused;
    lock.lock();
    try {
      refused = closing ? "shipping has ended" : isFull() ? "the queue to Kafka is full" : null;
      if (refused == null) {
        add(one);
      }
    } finally {
      lock.unlock();
    }
    if (refused != null) {
      drop(cargo.weight(one), refused);
    }
  }

  private boolean isFull() {
    return waiting.size() >= settings.capacity();
  }

  private void add(T one) {
    waiting.add(one);
    if (shipper == null) {
      shipper = Thread.ofPlatform().daemon().name(settings.name()).start(this::ship);
    } else if (waiting.size() == 1) {
      arrived.signal();
    }
  }

  private void ship() {
    try {
      var producer = awaitProducer();
      if (producer != null) {
        shipWith(producer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns null if this is closed before there is a producer. */
  private @Nullable Producer<String, byte[]> awaitProducer() throws InterruptedException {
    var pause = settings.retry();
    while (true) {
      try {
        return producers.get();
      } catch (RuntimeException e) {
        if (pause.equals(settings.retry())) {
          LOG.warn("No {} can be shipped yet, trying again", settings.what(), e);
        }
      }
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return null;
      }
      var doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  private void shipWith(Producer<String, byte[]> producer) throws InterruptedException {
    try {
      for (var batch = collect(); !batch.isEmpty(); batch = collect()) {
        send(producer, batch);
      }
    } finally {
      producer.close(settings.closing());
    }
  }

  /** Waits for something, and for what comes within a moment after it; nothing means the end. */
  private List<T> collect() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        arrived.await();
      }
    } finally {
      lock.unlock();
    }
    var _ = closed.await(COLLECTING.toNanos(), TimeUnit.NANOSECONDS);
    return takeWaiting();
  }

  private List<T> takeWaiting() {
    lock.lock();
    try {
      var taken = new ArrayList<>(waiting);
      waiting.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void send(Producer<String, byte[]> producer, List<T> batch) {
    List<Cargo.Parcel> parcels;
    try {
      parcels = cargo.pack(batch);
    } catch (RuntimeException e) {
      LOG.error("{} cannot be packed", settings.what(), e);
      drop(weight(batch), e.toString());
      return;
    }
    parcels.forEach(parcel -> send(producer, parcel));
  }

  private void send(Producer<String, byte[]> producer, Cargo.Parcel parcel) {
    try {
      var _ =
          producer.send(
              parcel.record(),
              (_, failure) -> {
                if (failure != null) {
                  drop(parcel.weight(), String.valueOf(failure.getMessage()));
                }
              });
    } catch (RuntimeException e) {
      drop(parcel.weight(), e.toString());
    }
  }

  private int weight(List<T> batch) {
    return batch.stream().mapToInt(cargo::weight).sum();
  }

  private void drop(int weight, String reason) {
    var before = dropped.getAndAdd(weight);
    var now = before + weight;
    if (before == 0 || before / DROPS_PER_MESSAGE != now / DROPS_PER_MESSAGE) {
      LOG.warn("{} {} have been dropped so far: {}", now, settings.what(), reason);
    }
  }

  /** How many were dropped since the start. */
  public long dropped() {
    return dropped.get();
  }

  /** Ships what is left, within the time that the settings give. */
  @Override
  public void close() {
    Thread running;
    lock.lock();
    try {
      closing = true;
      arrived.signal();
      running = shipper;
    } finally {
      lock.unlock();
    }
    closed.countDown();
    if (running != null) {
      end(running);
    }
  }

  private void end(Thread running) {
    try {
      if (!running.join(settings.closing())) {
        LOG.warn("Kafka has not taken the last {} in time", settings.what());
        running.interrupt();
      }
    } catch (InterruptedException e) {
      running.interrupt();
      Thread.currentThread().interrupt();
    }
    var left = weight(takeWaiting());
    if (left > 0) {
      drop(left, "shipping has ended");
    }
  }
}
