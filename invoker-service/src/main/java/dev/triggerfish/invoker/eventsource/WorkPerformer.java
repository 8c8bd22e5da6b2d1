package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.eventsource.EventSource.WindowTurn;
import dev.triggerfish.invoker.eventsource.Lane.Work;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what is next in a lane of a shard: invokes the function with a batch and follows {@link
 * BatchDecision}, ends a window, tells a destination what is given up.
 */
final class WorkPerformer {

  private static final int MOST_TELLS = 8;

  private final int number;
  private final Supplier<EventSourceMapping> mapping;
  private final EventSource.Partitioned source;
  private final WorkerParts parts;
  private final Shard shard;

  /** The shard whose lanes they are. */
  interface Shard {

    /** Whether nothing is done for it any more: what runs is of no consequence then. */
    boolean isClosed();

    /** How many records there are behind those that were taken. */
    long lag();

    /** The open window; null if none is. */
    @Nullable TumblingWindow window();

    /** Changes its lanes, while nobody else does. */
    void change(Consumer<ShardLanes> change);

    /** Notes how far it is, if that has changed. */
    void note();
  }

  /**
   * @param number of the shard
   */
  WorkPerformer(
      int number,
      Supplier<EventSourceMapping> mapping,
      EventSource.Partitioned source,
      WorkerParts parts,
      Shard shard) {
    this.number = number;
    this.mapping = mapping;
    this.source = source;
    this.parts = parts;
    this.shard = shard;
  }

  /** Does a piece of work; what is to be done after it, is first in the lane then. */
  void perform(Lane lane, Work work) {
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
      shard.change(
          _ -> {
            if (expired < given.size()) {
              lane.work.addFirst(new Work.Invoke(given.from(expired)));
            }
            lane.work.addFirst(
                tell(current, given.until(expired), Discarded.Condition.AGE_EXCEEDED, null));
          });
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
    var open = shard.window();
    var turn = open == null ? null : new WindowTurn(open, false, false);
    parts.reports().begins(current, given, source.measuresLag() ? shard.lag() : -1);
    var attempt = run(current, source.event(number, given.records(), turn));
    if (!shard.isClosed()) {
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
    shard.change(
        lanes -> {
          var open = lanes.window();
          if (answer.state() != null && open != null) {
            lanes.window(open.with(answer.state()));
          }
          follow(lane, lanes, decision, batch, current, attempt);
        });
    report(current, decision, attempt);
    shard.note();
  }

  private void follow(
      Lane lane,
      ShardLanes lanes,
      BatchDecision decision,
      Batch batch,
      EventSourceMapping current,
      Attempt attempt) {
    switch (decision) {
      case BatchDecision.Done _ -> lanes.settle(batch.records());
      case BatchDecision.Again(var settled, var rest, var after) -> {
        lanes.settle(batch.until(settled).records());
        again(lane, new Work.Invoke(rest), after);
      }
      case BatchDecision.Split(var first, var second) -> {
        lane.work.addFirst(new Work.Invoke(second));
        lane.work.addFirst(new Work.Invoke(first));
      }
      case BatchDecision.Discard(var settled, var rest) -> {
        lanes.settle(batch.until(settled).records());
        lane.work.addFirst(tell(current, rest, Discarded.Condition.RETRIES_EXHAUSTED, attempt));
      }
    }
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
        new Discarded(current, number, batch, condition, attempt, parts.clock().now()), 0);
  }

  /** Tells the function that a window has no more records, until it has understood. */
  private void close(Lane lane, Batch none, boolean early) {
    var current = mapping.get();
    var open = Objects.requireNonNull(shard.window());
    var turn = new WindowTurn(open, true, early);
    var attempt = run(current, source.event(number, List.of(), turn));
    if (shard.isClosed()) {
      return;
    }
    var outcome = answer(attempt, none, current.settings(), true).outcome();
    parts.reports().attempted(current, none, attempt, outcome);
    if (!(outcome instanceof BatchOutcome.Succeeded)) {
      rest(lane, new Work.Close(none.waited(), early), BatchDecision.wait(none.waits()));
      return;
    }
    shard.change(lanes -> lanes.window(null));
    shard.note();
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
    shard.change(lanes -> lanes.settle(discarded.batch().records()));
    shard.note();
  }

  private void rest(Lane lane, Work work, Duration after) {
    shard.change(_ -> again(lane, work, after));
  }

  private void again(Lane lane, Work work, Duration after) {
    lane.work.addFirst(work);
    lane.until = after.isZero() ? null : parts.clock().now().plus(after);
  }
}
