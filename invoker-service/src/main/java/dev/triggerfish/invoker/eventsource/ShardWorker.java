package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.eventsource.EventSource.WindowTurn;
import dev.triggerfish.invoker.eventsource.Lane.Work;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works one shard off: takes records, filters them, puts them together, invokes the function,
 * follows {@link BatchDecision}, and notes what is settled. Its mapping may change at any time.
 */
final class ShardWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ShardWorker.class);

  /** Records of a shard in memory: two batches for each that is under way, within limits. */
  private static final int LEAST_ROOM = 1_000;

  private static final int MOST_ROOM = 20_000;
  private static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final int MOST_TELLS = 8;

  private final int shard;
  private final Supplier<EventSourceMapping> mapping;
  private final EventSource.Partitioned source;
  private final WorkerParts parts;
  private final Settlement settlement;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ReentrantLock noting = new ReentrantLock();
  private final ShardLanes lanes;
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
        perform(lane, work);
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

  private void perform(Lane lane, Work work) {
    switch (work) {
      case Work.Invoke(var batch) -> invoke(lane, batch);
      case Work.Close(var none, var early) -> close(lane, none, early);
      case Work.Tell tell -> tell(lane, tell);
    }
  }

  private void invoke(Lane lane, Batch given) {
    var current = mapping.get();
    var settings = current.settings();
    var expired = given.expired(parts.clock().now(), maximumAge(settings));
    if (expired > 0) {
      lock.lock();
      try {
        if (expired < given.size()) {
          lane.work.addFirst(new Work.Invoke(given.from(expired)));
        }
        lane.work.addFirst(
            tell(current, given.until(expired), Discarded.Condition.AGE_EXCEEDED, null));
      } finally {
        lock.unlock();
      }
      return;
    }
    var problem = problem(current);
    if (problem != null) {
      parts.reports().result(current, problem);
      var wait = BatchDecision.wait(given.waits());
      if (given.waits() == 0) {
        parts.reports().waits(current, given.records(), wait, problem);
      }
      rest(lane, new Work.Invoke(given.waited()), wait);
      return;
    }
    var open = lanes.window();
    var turn = open == null ? null : new WindowTurn(open, false, false);
    parts.reports().begins(current, given, source.measuresLag() ? settlement.lag() : -1);
    var attempt = run(current, source.event(shard, given.records(), turn));
    if (!closed) {
      follow(lane, current, given, attempt);
    }
  }

  private Attempt run(EventSourceMapping current, byte[] event) {
    return parts.invoker().invoke(current.function(), event);
  }

  private Duration maximumAge(MappingSettings settings) {
    var seconds = settings.maximumRecordAgeSeconds();
    var kept = Math.min(source.retentionSeconds(), Duration.ofDays(36_500).toSeconds());
    return Duration.ofSeconds(
        seconds == MappingSettings.UNLIMITED ? kept : Math.min(seconds, kept));
  }

  /** Why the function cannot be invoked for this mapping now, as its owner is told; or null. */
  private @Nullable String problem(EventSourceMapping current) {
    var role = parts.roles().apply(current.function());
    if (role == null) {
      return "PROBLEM: Function not found: " + current.functionArn();
    }
    var denial = parts.access().denial(current.source(), role);
    return denial == null ? null : "PROBLEM: " + denial;
  }

  private void follow(Lane lane, EventSourceMapping current, Batch batch, Attempt attempt) {
    var settings = current.settings();
    var answer = answer(attempt, batch, settings, false);
    parts.reports().attempted(current, batch, attempt, answer.outcome());
    var decision = BatchDecision.decide(answer.outcome(), batch, settings);
    lock.lock();
    try {
      var open = lanes.window();
      if (answer.state() != null && open != null) {
        lanes.window(open.with(answer.state()));
      }
      switch (decision) {
        case BatchDecision.Done _ -> settle(batch.records());
        case BatchDecision.Again(var settled, var rest, var after) -> {
          settle(batch.until(settled).records());
          rest(lane, new Work.Invoke(rest), after);
        }
        case BatchDecision.Split(var first, var second) -> {
          lane.work.addFirst(new Work.Invoke(second));
          lane.work.addFirst(new Work.Invoke(first));
        }
        case BatchDecision.Discard(var settled, var rest) -> {
          settle(batch.until(settled).records());
          lane.work.addFirst(tell(current, rest, Discarded.Condition.RETRIES_EXHAUSTED, attempt));
        }
      }
    } finally {
      lock.unlock();
    }
    report(current, decision, attempt);
    note();
  }

  private void report(EventSourceMapping current, BatchDecision decision, Attempt attempt) {
    switch (decision) {
      case BatchDecision.Again(_, var rest, var after) -> {
        if (rest.waits() <= 1) {
          parts.reports().waits(current, rest.records(), after, attempt.text() + ".");
        }
      }
      case BatchDecision.Split split -> parts.reports().split(current, split);
      case BatchDecision.Done _, BatchDecision.Discard _ -> {}
    }
  }

  private static FunctionAnswer answer(
      Attempt attempt, Batch batch, MappingSettings settings, boolean last) {
    var payload = attempt.answer();
    if (payload != null) {
      return FunctionAnswer.of(payload, batch.records(), settings, last);
    }
    return new FunctionAnswer(
        attempt.hasFailed() ? new BatchOutcome.Failed(0) : new BatchOutcome.NotRun(), null);
  }

  private Work.Tell tell(
      EventSourceMapping current,
      Batch batch,
      Discarded.Condition condition,
      @Nullable Attempt attempt) {
    return new Work.Tell(
        new Discarded(current, shard, batch, condition, attempt, parts.clock().now()), 0);
  }

  /** Tells the function that a window has no more records, until it has understood. */
  private void close(Lane lane, Batch none, boolean early) {
    var current = mapping.get();
    var open = Objects.requireNonNull(lanes.window());
    var turn = new WindowTurn(open, true, early);
    var attempt = run(current, source.event(shard, List.of(), turn));
    if (closed) {
      return;
    }
    var outcome = answer(attempt, none, current.settings(), true).outcome();
    parts.reports().attempted(current, none, attempt, outcome);
    if (!(outcome instanceof BatchOutcome.Succeeded)) {
      rest(lane, new Work.Close(none.waited(), early), BatchDecision.wait(none.waits()));
      return;
    }
    lock.lock();
    try {
      lanes.window(null);
    } finally {
      lock.unlock();
    }
    note();
  }

  private void tell(Lane lane, Work.Tell tell) {
    var discarded = tell.discarded();
    var current = discarded.mapping();
    var destination = current.settings().onFailure();
    if (destination != null) {
      var outcome =
          parts
              .destination()
              .tell(destination, discarded, source, parts.roles().apply(current.function()));
      var again = outcome instanceof SendOutcome.Failed && tell.tries() < MOST_TELLS;
      if (outcome instanceof SendOutcome.Failed(var reason) && !again) {
        outcome = new SendOutcome.Refused(reason);
      }
      parts.reports().told(current, discarded, outcome);
      if (again) {
        rest(lane, new Work.Tell(discarded, tell.tries() + 1), BatchDecision.wait(tell.tries()));
        return;
      }
    }
    parts.reports().dropped(current, discarded);
    settle(discarded.batch().records());
    note();
  }

  private void settle(List<SourceRecord> records) {
    lock.lock();
    try {
      lanes.settle(records);
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void rest(Lane lane, Work work, Duration after) {
    lock.lock();
    try {
      lane.work.addFirst(work);
      lane.until = after.isZero() ? null : parts.clock().now().plus(after);
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
}
