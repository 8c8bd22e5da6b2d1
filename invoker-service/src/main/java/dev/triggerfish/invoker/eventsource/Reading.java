package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.poll.PartitionLeases;
import dev.triggerfish.aws.kafka.poll.PartitionPoller;
import dev.triggerfish.aws.kafka.poll.StartingPosition;
import dev.triggerfish.aws.kafka.poll.Subscription;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource;
import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A mapping whose source this process reads, together with others. */
final class Reading implements AutoCloseable {

  private static final int RECORDS_AT_ONCE = 500;

  private final Set<PartitionWorker> workers = ConcurrentHashMap.newKeySet();
  private final PartitionPoller poller;
  private volatile EventSourceMapping mapping;

  Reading(
      EventSourceMapping mapping, SourceTopic topic, PartitionLeases leases, WorkerParts parts) {
    this.mapping = mapping;
    // Each partition that there was at the beginning has its checkpoint; none of a later one's
    // records may be left out.
    var subscription =
        new Subscription(
            mapping.uuid(), topic.name(), new StartingPosition.Earliest(), RECORDS_AT_ONCE);
    this.poller =
        new PartitionPoller(
            topic.kafka(),
            leases,
            subscription,
            owned -> {
              var worker =
                  new PartitionWorker(
                      owned, () -> this.mapping, topic.source(), parts, workers::remove);
              workers.add(worker);
              worker.resume();
              return worker;
            });
  }

  /**
   * A source as Kafka has it.
   *
   * @param kafka where
   * @param name of the topic
   * @param source how its records are read
   */
  record SourceTopic(KafkaConnection kafka, String name, EventSource.Partitioned source) {}

  /** Where a mapping begins that nobody has read for yet. */
  static Subscription first(EventSourceMapping mapping, SourceTopic topic) {
    var position = position(mapping.settings());
    return new Subscription(
        mapping.uuid(),
        topic.name(),
        mapping.source() instanceof MappedSource.KafkaTopic kafka
            ? new StartingPosition.Committed(kafka.consumerGroupId(), position)
            : position,
        RECORDS_AT_ONCE);
  }

  private static StartingPosition position(MappingSettings settings) {
    var moment = settings.startingTimestamp();
    if (moment != null) {
      return new StartingPosition.At(moment);
    }
    return switch (settings.startingPosition()) {
      case TRIM_HORIZON -> new StartingPosition.Earliest();
      case LATEST -> new StartingPosition.Latest();
      case AT_TIMESTAMP, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException(
              "A mapping begins at " + settings.startingPosition() + " without a time");
    };
  }

  void start() {
    poller.start();
  }

  EventSourceMapping mapping() {
    return mapping;
  }

  /** The mapping has changed: from the next batch on it goes as it is now. */
  void change(EventSourceMapping next) {
    if (!next.equals(mapping)) {
      mapping = next;
      workers.forEach(PartitionWorker::changed);
    }
  }

  /** Gives everything up; waits a little for what is under way. */
  @Override
  public void close() {
    poller.close();
  }
}
