package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.invoker.eventsource.Lane.Work;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works one shard off: takes records, filters them, puts them together, has {@link WorkPerformer}
 * do what is next in each lane, and notes what is settled. Its mapping may change at any time.
 */
final class ShardWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ShardWorker.class);

  /** Records of a shard in memory: two batches for each that is under way, within limits. */
  private static final int LEAST_ROOM = 1_000;

  private static final int MOST_ROOM = 20_000;
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private final int shard;
  private final Supplier<EventSourceMapping> mapping;
  private final EventSource.Partitioned source;
  private final WorkerParts parts;
  private final Settlement settlement;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ReentrantLock noting = new ReentrantLock();
  private final ShardLanes lanes;
  private final WorkPerformer performer;
  private RecordFilter filter = RecordFilter.of(List.of());
  private Noted noted;
  private boolean leaving;
  private volatile boolean closed;

  /** Where it is noted how far a shard is. */
  interface Settlement {

    /**
     * Notes it.
     *
     * @param window that is open at that point; null if none is
     * @return false if the shard is no longer ours
     */
    boolean note(Progress.Point point, @Nullable TumblingWindow window);

    /** Has the shard begun again from what was noted last. */
    void fail();

    /** How many records there are behind those that were taken. */
    long lag();
  }

  private record Noted(Progress.Point point, @Nullable TumblingWindow window) {}

  /**
   * @param begin what was noted last
   * @param window that was open there; null if none was
   */
  ShardWorker(
      int shard,
      Supplier<EventSourceMapping> mapping,
      EventSource.Partitioned source,
      WorkerParts parts,
      Settlement settlement,
      Progress.Point begin,
      @Nullable TumblingWindow window) {
    this.shard = shard;
    this.mapping = mapping;
    this.source = source;
    this.parts = parts;
    this.settlement = settlement;
    this.lanes = new ShardLanes(begin, window);
    this.noted = new Noted(begin, window);
    this.performer = new WorkPerformer(shard, mapping, source, parts, new Shard());
  }

  /** Takes records, in order; waits while there are many already. */
  void accept(List<SourceRecord> records) throws InterruptedException {
    var current = mapping.get();
    parts.reports().polled(current, records.size());
    for (var record : records) {
      lock.lockInterruptibly();
      try {
        while (!closed && !leaving && !lanes.hasRoom(mostOpen(), MOST_BYTES)) {
          pump();
          room.await();
        }
        if (closed || leaving) {
          return; // Whoever goes on reads them again.
        }
        refilter(mapping.get());
        take(mapping.get(), record);
      } finally {
        lock.unlock();
      }
    }
    note();
    pump();
  }

  private int mostOpen() {
    var settings = mapping.get().settings();
    var twice = 2 * settings.batchSize() * settings.parallelizationFactor();
    return Math.clamp(twice, LEAST_ROOM, MOST_ROOM);
  }

  private void take(EventSourceMapping current, SourceRecord record) {
    var misses = filter.mismatch(record, source::filterable);
    if (misses == null) {
      lanes.add(record);
    } else {
      lanes.skip(record);
      parts.reports().filteredOut(current, record, misses);
    }
  }

  /** New filters go for what is in no batch yet. */
  private void refilter(EventSourceMapping current) {
    if (filter.texts().equals(current.settings().filters())) {
      return;
    }
    filter = RecordFilter.of(current.settings().filters());
    lanes.retain(
        record -> {
          var misses = filter.mismatch(record, source::filterable);
          if (misses != null) {
            parts.reports().filteredOut(current, record, misses);
          }
          return misses == null;
        });
  }

  /** Begins whatever can be begun. Called whenever something may have changed. */
  void pump() {
    lock.lock();
    try {
      if (closed || leaving) {
        return;
      }
      var current = mapping.get();
      refilter(current);
      var factor = current.settings().parallelizationFactor();
      if (factor != lanes.all().size()) {
        if (lanes.isRunning()) {
          return;
        }
        lanes.share(factor);
      }
      for (var lane : lanes.all()) {
        if (!lane.running) {
          begin(lane, current.settings());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void begin(Lane lane, MappingSettings settings) {
    var work = lanes.next(lane, settings, parts.clock().now());
    if (work == null) {
      arm(lane, settings);
    } else {
      lane.running = true;
      Thread.ofVirtual().name("shard-" + shard).start(() -> run(lane, work));
    }
  }

  private void arm(Lane lane, MappingSettings settings) {
    lane.cancel();
    var due = lanes.due(lane, settings);
    if (due != null) {
      var delay = Duration.between(parts.clock().now(), due);
      lane.timer = parts.clock().schedule(delay.isNegative() ? Duration.ZERO : delay, this::pump);
    }
  }

  private void run(Lane lane, Work first) {
    try {
      for (var work = first; work != null; work = following(lane)) {
        performer.perform(lane, work);
      }
      pump();
    } catch (RuntimeException | Error e) {
      LOG.error("Shard {} of {} is begun again", shard, mapping.get().arn(), e);
      close();
      settlement.fail();
    }
  }

  private @Nullable Work following(Lane lane) {
    lock.lock();
    try {
      var settings = mapping.get().settings();
      var work =
          closed || leaving || settings.parallelizationFactor() != lanes.all().size()
              ? null
              : lanes.next(lane, settings, parts.clock().now());
      lane.running = work != null;
      return work;
    } finally {
      lock.unlock();
    }
  }

  /** Notes how far it is, if that has changed. */
  private void note() {
    noting.lock();
    try {
      var next = settled();
      if (closed || next.equals(noted)) {
        return;
      }
      if (settlement.note(next.point, next.window)) {
        noted = next;
      } else {
        close();
      }
    } finally {
      noting.unlock();
    }
  }

  private Noted settled() {
    lock.lock();
    try {
      return new Noted(lanes.point(), lanes.window());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins nothing new.
   *
   * @return whether nothing is under way
   */
  boolean leave() {
    lock.lock();
    try {
      leaving = true;
      room.signalAll();
      return !lanes.isRunning();
    } finally {
      lock.unlock();
    }
  }

  /** Does nothing more; what runs is of no consequence. */
  void close() {
    lock.lock();
    try {
      closed = true;
      lanes.all().forEach(Lane::cancel);
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private final class Shard implements WorkPerformer.Shard {

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public long lag() {
      return settlement.lag();
    }

    @Override
    public @Nullable TumblingWindow window() {
      return lanes.window();
    }

    @Override
    public void change(Consumer<ShardLanes> change) {
      lock.lock();
      try {
        change.accept(lanes);
        room.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void note() {
      ShardWorker.this.note();
    }
  }
}
