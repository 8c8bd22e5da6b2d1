package dev.triggerfish.invoker.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.metric.DataPoints;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.invocation.AsyncEventObserver;
import dev.triggerfish.invoker.invocation.EventSourceObserver;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationObserver;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.invocation.InvocationReport;
import dev.triggerfish.invoker.metric.Measured.Gauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Counts invocations in memory, by target and minute, until somebody takes what has come together.
 * What an invocation counts for, counts in the minute in which it began.
 */
final class InvocationMetrics
    implements InvocationObserver, AsyncEventObserver, EventSourceObserver {

  private final PlatformClock clock;
  private final Predicate<Invocation> reserved;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Gauge, Integer> running = new HashMap<>();
  private Measured measured = new Measured();

  /**
   * @param reserved whether an invocation's function has concurrency of its own
   */
  InvocationMetrics(PlatformClock clock, Predicate<Invocation> reserved) {
    this.clock = clock;
    this.reserved = reserved;
  }

  @Override
  public Running started(Invocation invocation) {
    var gauges = gauges(invocation);
    var minute = DataPoints.minute(clock.millis());
    lock.lock();
    try {
      for (var gauge : gauges) {
        measured.peak(gauge, minute, running.merge(gauge, 1, Integer::sum));
      }
    } finally {
      lock.unlock();
    }
    return () -> ended(gauges);
  }

  private List<Gauge> gauges(Invocation invocation) {
    var target = Target.of(invocation);
    var gauges = new ArrayList<Gauge>(5);
    for (var scope : target.scopes()) {
      gauges.add(new Gauge("ConcurrentExecutions", scope));
    }
    if (!reserved.test(invocation)) {
      gauges.add(new Gauge("UnreservedConcurrentExecutions", target.account()));
    }
    return gauges;
  }

  private void ended(List<Gauge> gauges) {
    lock.lock();
    try {
      for (var gauge : gauges) {
        running.computeIfPresent(gauge, (_, before) -> before == 1 ? null : before - 1);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void throttled(Invocation invocation) {
    count(invocation, clock.millis(), counts -> counts.throttled++);
  }

  @Override
  public void ran(Invocation invocation, InvocationOutcome.Ran outcome) {
    var failed = outcome instanceof InvocationOutcome.FunctionError;
    count(
        invocation,
        outcome.execution().startedAt(),
        counts -> {
          if (failed) {
            counts.failed++;
          } else {
            counts.succeeded++;
          }
        });
  }

  @Override
  public void reported(InvocationReport report) {
    count(report.invocation(), report.startedAt(), counts -> counts.addDuration(report.duration()));
    lock.lock();
    try {
      measured.charge(report);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void received(FunctionName function) {
    add(function, "AsyncEventsReceived", "Count", 1);
  }

  @Override
  public void attempted(FunctionName function, Duration age) {
    add(function, "AsyncEventAge", "Milliseconds", (double) age.toMillis());
  }

  @Override
  public void happened(FunctionName function, Incident incident) {
    add(function, incident.metric(), "Count", 1);
  }

  @Override
  public void iteratorAge(FunctionName function, Duration age) {
    add(function, "IteratorAge", "Milliseconds", (double) age.toMillis());
  }

  @Override
  public void offsetLag(FunctionName function, long records) {
    add(function, "OffsetLag", "Count", (double) records);
  }

  @Override
  public void destinationFailed(FunctionName function) {
    add(function, Incident.DESTINATION_FAILED.metric(), "Count", 1);
  }

  @Override
  public void events(FunctionName function, String uuid, Event event, int records) {
    add(
        List.of(new Scope(function.accountId(), function.region(), null, null, null, uuid)),
        event.metric(),
        "Count",
        records);
  }

  private void add(FunctionName function, String metric, String unit, double value) {
    add(Target.scopes(function), metric, unit, value);
  }

  private void add(List<Scope> scopes, String metric, String unit, double value) {
    var minute = DataPoints.minute(clock.millis());
    lock.lock();
    try {
      scopes.forEach(scope -> measured.values().add(scope.metric(metric, unit), minute, value, 1));
    } finally {
      lock.unlock();
    }
  }

  private void count(Invocation invocation, long at, Consumer<Counts> change) {
    var target = Target.of(invocation);
    lock.lock();
    try {
      measured.count(target, DataPoints.minute(at), change);
    } finally {
      lock.unlock();
    }
  }

  /** Takes what has been measured since the last call. */
  Measured take() {
    var minute = DataPoints.minute(clock.millis());
    lock.lock();
    try {
      running.forEach((gauge, now) -> measured.peak(gauge, minute, now));
      var taken = measured;
      measured = new Measured();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
