package dev.triggerfish.invoker.async;

import dev.triggerfish.invoker.destination.Completion;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.destination.Delivery;
import dev.triggerfish.invoker.destination.Destinations;
import dev.triggerfish.invoker.destination.EndedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells destinations and dead-letter targets how events ended, until they know or cannot. */
final class EventDeliveries {

  private static final Logger LOG = LoggerFactory.getLogger(EventDeliveries.class);
  private static final int AT_ONCE = 64;

  /** How long a target may be out of reach. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final Destinations destinations;
  private final EventSettler settler;
  private final EventReports reports;
  private final Executor executor;
  private final Semaphore permits = new Semaphore(AT_ONCE);

  EventDeliveries(
      Destinations destinations, EventSettler settler, EventReports reports, Executor executor) {
    this.destinations = destinations;
    this.settler = settler;
    this.reports = reports;
    this.executor = executor;
  }

  /**
   * Whether there is room to tell somebody at once. If so, {@link #begin} is to follow; if not, the
   * event waits in the store and not in memory, however slow a destination is.
   */
  boolean mayBegin() {
    return permits.tryAcquire();
  }

  /** Tells those who are to be told, on a thread of its own. */
  void begin(AsyncEvent event, LongConsumer wakeAt) {
    executor.execute(() -> tell(event, wakeAt));
  }

  /** Tells those who are to be told. The event is in the store with its completion. */
  void deliver(AsyncEvent event, LongConsumer wakeAt) {
    permits.acquireUninterruptibly();
    tell(event, wakeAt);
  }

  /** With a permit, which is given back. */
  private void tell(AsyncEvent event, LongConsumer wakeAt) {
    try {
      var completion = event.completion();
      if (completion == null) {
        throw new IllegalArgumentException(event.requestId() + " has not ended");
      }
      settle(event, completion, deliver(event, completion), wakeAt);
    } finally {
      permits.release();
    }
  }

  /** The targets that are to be told later. */
  private List<Target> deliver(AsyncEvent event, Completion completion) {
    var ended =
        new EndedEvent(
            event.requestId(), event.function(), event.payload(), event.traceHeader(), completion);
    var patient = reports.now() - completion.at() < LONGEST.toMillis();
    var left = new ArrayList<Target>();
    for (var target : completion.targets()) {
      var delivery = attempt(ended, target, patient);
      reports.handedOn(event, target, delivery);
      switch (delivery) {
        case Delivery.Delivered _ -> {}
        case Delivery.Denied _ -> reports.lost(event, target.kind());
        case Delivery.Failed failed -> {
          if (failed.mayRecover()) {
            left.add(target);
          } else {
            reports.lost(event, target.kind());
          }
        }
      }
    }
    return left;
  }

  private Delivery attempt(EndedEvent event, Target target, boolean patient) {
    Delivery delivery;
    try {
      delivery = destinations.deliver(event, target);
    } catch (RuntimeException | Error e) {
      // A fault of ours, such as a database that does not answer: no reason to lose the event.
      LOG.error("{} could not be told of {}", target.arn(), event.requestId(), e);
      delivery = new Delivery.Failed(e.toString(), true);
    }
    return delivery instanceof Delivery.Failed failed && !patient
        ? new Delivery.Failed(failed.message(), false)
        : delivery;
  }

  private void settle(
      AsyncEvent event, Completion completion, List<Target> left, LongConsumer wakeAt) {
    if (left.isEmpty()) {
      if (completion.condition() != Condition.SUCCESS) {
        reports.dropped(event);
      }
      settler.settle(new Settlement.Done(event.requestId()), () -> {});
      return;
    }
    var due = reports.now() + EventDecision.wait(event.waits()).toMillis();
    var later = event.ended(completion.with(left), event.waits() + 1);
    settler.settle(new Settlement.Kept(later, due), () -> wakeAt.accept(due));
  }
}
