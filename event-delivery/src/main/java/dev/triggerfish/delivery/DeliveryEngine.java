package dev.triggerfish.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has items worked on when they are due, each lane's apart from all others', until their worker
 * says that they are done. New items are claimed as they are added and handed over in memory; what
 * does not fit into memory, and what waits, is in the store alone, for this process or another one.
 * Once every five seconds it says that this process is alive, and frees what others have left.
 *
 * <p>Each item is worked on at least once, and again only if a process has ended, or could not say
 * for half a minute that it was alive, before what became of the item was durable.
 *
 * @param <T> the service's items
 */
public final class DeliveryEngine<T extends DueItem> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryEngine.class);

  /** Wall time, like {@link #LEASE}: it is about processes that may have died. */
  private static final Duration BEAT = Duration.ofSeconds(5);

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(1);

  private final String name;
  private final DueStore<T> store;
  private final Worker<T> worker;
  private final PlatformClock clock;
  private final InstantSource wall;
  private final Lanes<T> lanes;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * An engine that has yet to be started; what is added before waits in the store.
   *
   * @param name of its threads
   * @param clock by which items are due
   * @param wall wall time
   */
  public DeliveryEngine(
      String name,
      DueStore<T> store,
      Worker<T> worker,
      EngineLimits limits,
      PlatformClock clock,
      InstantSource wall) {
    this.name = name;
    this.store = store;
    this.worker = worker;
    this.clock = clock;
    this.wall = wall;
    this.lanes = new Lanes<>(name, store, worker, limits, clock);
  }

  /**
   * Goes on with what former starts of this process have left.
   *
   * @throws RuntimeException if the database does not answer
   */
  public void start() {
    store.takeOver();
    store.beat(now(), now() + LEASE.toMillis());
    lanes.open();
    findUnclaimed();
    // Of its own: behind many items at work on few processors, the lease would run out.
    Thread.ofPlatform().daemon().name(name + "-lease").start(this::run);
  }

  private long now() {
    return wall.millis();
  }

  private void findUnclaimed() {
    store.unclaimed().forEach(lanes::due);
  }

  private void run() {
    try {
      while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          beat();
        } catch (RuntimeException e) {
          LOG.error("{}: items that nobody has claimed could not be found, trying again", name, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    if (!store.beat(now(), now() + LEASE.toMillis())) {
      LOG.error(
          "{}: another process has taken over what this one had claimed, and may deliver it a"
              + " second time. Either this process stood still for more than {} seconds, or both"
              + " are configured with the same instance ID",
          name,
          LEASE.toSeconds());
    }
    findUnclaimed();
  }

  /**
   * Takes new items; when this returns they are durable. An item with an ID that is in the store is
   * left out.
   *
   * @throws RuntimeException if that failed; some of them may be in the store all the same
   */
  public void take(List<T> items) {
    var distinct = new LinkedHashMap<String, T>();
    items.forEach(item -> distinct.putIfAbsent(item.id(), item));
    var announced = lanes.expect(List.copyOf(distinct.values()));
    var claim = newClaim();
    try {
      lanes.arrived(announced, store.add(announced, clock.millis(), claim));
    } catch (RuntimeException | Error e) {
      lanes.doubtful(announced, claim);
      throw e;
    }
  }

  /** An outbox for this engine, whose items are added in transactions of the service. */
  public Outbox<T> outbox() {
    return new Outbox<>(store, lanes, clock);
  }

  static String newClaim() {
    return UUID.randomUUID().toString();
  }

  /**
   * Starts nothing more. What runs has a second to end; then what this process has claimed is free
   * for others.
   */
  @Override
  public void close() {
    closed.countDown();
    worker.stop();
    lanes.close(LONGEST_STOP);
    try {
      store.leave();
    } catch (RuntimeException e) {
      LOG.warn("{}: what this process has claimed is free in {} at the latest", name, LEASE, e);
    }
  }
}
