package dev.triggerfish.eventbus.s3.notification;

import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.trace.TraceHeader;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.eventbus.delivery.OutboundEvent;
import dev.triggerfish.eventbus.delivery.Outbox;
import dev.triggerfish.eventbus.delivery.Retries;
import dev.triggerfish.eventbus.s3.object.ObjectChange;
import dev.triggerfish.eventbus.s3.object.ObjectListener;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands what happens to objects to those who are to be told. */
final class ObjectNotifier implements ObjectListener {

  private final Notifications notifications;
  private final Outbox outbox;
  private final EventJournal journal;

  ObjectNotifier(Notifications notifications, Outbox outbox, EventJournal journal) {
    this.notifications = notifications;
    this.outbox = outbox;
    this.journal = journal;
  }

  @Override
  public Runnable changed(ObjectChange change) {
    var configured = notifications.of(change.bucket().id());
    if (configured.isEmpty() && cause(change) == null) {
      return () -> {}; // Of most buckets nobody wants to hear, and there is no fate to tell.
    }
    var event = "s3:" + change.kind().eventName();
    var hops = new ArrayList<EventHop>();
    var told = 0;
    for (var notification : configured) {
      var reason = notification.reasonAgainst(event, change.key());
      if (reason == null) {
        outbox.add(delivery(change, notification));
        told++;
      } else {
        hops.add(
            hop(
                change,
                Step.FILTERED_OUT,
                "The configuration " + notification.id() + " does not match: " + reason,
                Map.of(
                    "configuration", notification.id(), "function", notification.functionArn())));
      }
    }
    hops.addFirst(accepted(change, event, told, hops.size()));
    return () -> hops.forEach(journal::record);
  }

  private static EventHop accepted(ObjectChange change, String event, int told, int notTold) {
    var text =
        told + notTold == 0
            ? event + " happened, and the bucket notifies nobody"
            : event
                + " happened, and matches "
                + told
                + " of "
                + (told + notTold)
                + " configurations";
    return hop(change, Step.ACCEPTED, text, Map.of("event", event));
  }

  /** Where the way of an event ends that a function was run with, its objects are of interest. */
  private static @Nullable String cause(ObjectChange change) {
    return TraceHeader.cause(change.caller().traceHeader());
  }

  private static EventHop hop(
      ObjectChange change, Step step, String text, Map<String, String> facts) {
    return new EventHop(
        eventId(change), cause(change), change.at(), step, change.bucket().arn(), text, facts);
  }

  private static String eventId(ObjectChange change) {
    return change.bucket().name() + "/" + change.key();
  }

  private static OutboundEvent delivery(ObjectChange change, Notification notification) {
    var bucket = change.bucket();
    return new OutboundEvent(
        eventId(change),
        DestinationCheck.PRINCIPAL,
        bucket.arn(),
        bucket.accountId(),
        bucket.region(),
        notification.functionArn(),
        S3Event.json(change, notification.id()),
        null,
        change.caller().traceHeader(),
        Retries.S3);
  }
}
