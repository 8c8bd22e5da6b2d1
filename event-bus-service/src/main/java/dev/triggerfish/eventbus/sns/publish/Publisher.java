package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.storage.GroupCommit;
import dev.triggerfish.aws.trace.TraceHeader;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.eventbus.delivery.OutboundEvent;
import dev.triggerfish.eventbus.delivery.Retries;
import dev.triggerfish.eventbus.sns.subscription.Subscription;
import dev.triggerfish.eventbus.sns.subscription.Subscriptions;
import dev.triggerfish.eventbus.sns.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives messages to those subscriptions of their topic that want them. */
final class Publisher {

  private static final String PRINCIPAL = "sns.amazonaws.com";

  private final Subscriptions subscriptions;
  private final Notifications notifications;
  private final GroupCommit<OutboundEvent, @Nullable Void> commits;
  private final EventJournal journal;
  private final PlatformClock clock;

  Publisher(
      Subscriptions subscriptions,
      Notifications notifications,
      GroupCommit<OutboundEvent, @Nullable Void> commits,
      EventJournal journal,
      PlatformClock clock) {
    this.subscriptions = subscriptions;
    this.notifications = notifications;
    this.commits = commits;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Publishes messages. When it returns, all of them are durable.
   *
   * @return their IDs, in order
   */
  List<String> publish(Topic topic, List<Message> messages, Caller caller) {
    var ids = new ArrayList<String>(messages.size());
    var deliveries = new ArrayList<OutboundEvent>();
    var hops = new ArrayList<EventHop>();
    var all = subscriptions.of(topic.arn());
    for (var message : messages) {
      var publication = new Publication(UUID.randomUUID().toString(), topic, message, clock.now());
      ids.add(publication.messageId());
      var before = deliveries.size();
      var filtered = new ArrayList<EventHop>();
      fanOut(publication, all, caller.traceHeader(), deliveries, filtered);
      var wanted = deliveries.size() - before;
      hops.add(accepted(publication, TraceHeader.cause(caller.traceHeader()), wanted, all.size()));
      hops.addAll(filtered);
    }
    if (!deliveries.isEmpty()) {
      commits.write(deliveries);
    }
    hops.forEach(journal::record);
    return ids;
  }

  private void fanOut(
      Publication publication,
      List<Subscription> all,
      @Nullable String traceHeader,
      List<OutboundEvent> deliveries,
      List<EventHop> filtered) {
    Notifications.Signed signed = null;
    for (var subscription : all) {
      var mismatch = mismatch(publication.message(), subscription);
      if (mismatch != null) {
        filtered.add(filteredOut(publication, subscription, mismatch));
        continue;
      }
      if (signed == null) {
        signed = notifications.signed(publication);
      }
      var event = notifications.event(signed, subscription);
      deliveries.add(delivery(publication, subscription, event, traceHeader));
    }
  }

  private static @Nullable String mismatch(Message message, Subscription subscription) {
    var filter = subscription.filter();
    return filter == null ? null : filter.mismatch(message.attributes(), message.text());
  }

  private static OutboundEvent delivery(
      Publication publication,
      Subscription subscription,
      byte[] event,
      @Nullable String traceHeader) {
    var topic = publication.topic().arn();
    return new OutboundEvent(
        publication.messageId(),
        PRINCIPAL,
        topic.toString(),
        topic.accountId(),
        topic.region(),
        subscription.endpoint(),
        event,
        subscription.deadLetterTargetArn(),
        traceHeader,
        Retries.SNS);
  }

  private static EventHop accepted(
      Publication publication, @Nullable String cause, int wanted, int subscriptions) {
    return new EventHop(
        publication.messageId(),
        cause,
        publication.at(),
        EventHop.Step.ACCEPTED,
        publication.topic().arn().toString(),
        "Published for " + wanted + " of " + subscriptions + " subscriptions",
        Map.of("subscriptions", Integer.toString(wanted)));
  }

  private static EventHop filteredOut(
      Publication publication, Subscription subscription, String key) {
    return new EventHop(
        publication.messageId(),
        null,
        publication.at(),
        EventHop.Step.FILTERED_OUT,
        subscription.arn(),
        "The filter policy of the subscription of "
            + subscription.endpoint()
            + " does not match: "
            + key,
        Map.of("key", key));
  }
}
