package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.delivery.Outcome;
import dev.triggerfish.delivery.Worker;
import dev.triggerfish.delivery.sender.OutboundMessage;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.delivery.sender.Sender;
import dev.triggerfish.delivery.sender.SenderIdentity;
import java.time.Duration;

/** Makes one attempt and decides what follows. */
final class DeliveryWorker implements Worker<PendingEvent> {

  private static final int ATTEMPTS_AT_ONCE = 32;

  private final Sender sender;
  private final DeliveryReports reports;
  private final PlatformClock clock;

  DeliveryWorker(Sender sender, DeliveryReports reports, PlatformClock clock) {
    this.sender = sender;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public int atOnce(String lane) {
    return ATTEMPTS_AT_ONCE;
  }

  @Override
  public Outcome<PendingEvent> work(PendingEvent pending) {
    var event = pending.event();
    var attempted = pending.attempted();
    var message = new OutboundMessage(event.payload(), event.traceHeader());
    return switch (sender.send(event.targetArn(), identity(event), message)) {
      case SendOutcome.Delivered delivered -> {
        reports.delivered(attempted, delivered);
        yield done();
      }
      case SendOutcome.Denied(var reason) -> {
        reports.denied(attempted, reason);
        yield done();
      }
      case SendOutcome.Refused(var reason) -> {
        reports.dropped(attempted, reason);
        yield done();
      }
      case SendOutcome.Failed(var reason) -> failed(attempted, reason);
    };
  }

  private static SenderIdentity identity(OutboundEvent event) {
    var target = Arn.parse(event.targetArn());
    return new SenderIdentity.Service(
        new ServiceIdentity(
            event.principal(),
            event.accountId(),
            target == null || target.region().isEmpty() ? event.region() : target.region(),
            event.sourceArn()));
  }

  private Outcome<PendingEvent> failed(PendingEvent attempted, String reason) {
    var age = Duration.ofMillis(clock.millis() - attempted.acceptedAt());
    var pause = RetrySchedule.next(attempted.event().retries(), attempted.attempts(), age);
    if (pause == null) {
      reports.dropped(attempted, reason);
      return done();
    }
    reports.waiting(attempted, clock.now().plus(pause), reason);
    return new Outcome.Retry<>(attempted, pause, () -> {});
  }

  private static Outcome<PendingEvent> done() {
    return new Outcome.Done<>(() -> {});
  }
}
