package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.logs.loggroup.LogGroups;
import dev.triggerfish.logs.loggroup.LogsErrors;
import dev.triggerfish.logs.logstream.LogStreams;
import dev.triggerfish.logs.logstream.SequenceToken;
import java.time.InstantSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.EntityRejectionErrorType;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedEntityInfo;

/** Writing events to a stream. */
final class LogEventWriting implements OperationGroup {

  private final LogGroups groups;
  private final LogStreams streams;
  private final LogEventStore store;
  private final PlatformClock clock;
  private final InstantSource wall;

  LogEventWriting(
      LogGroups groups,
      LogStreams streams,
      LogEventStore store,
      PlatformClock clock,
      InstantSource wall) {
    this.groups = groups;
    this.streams = streams;
    this.store = store;
    this.clock = clock;
    this.wall = wall;
  }

  /**
   * An entity is refused as AWS refuses it: the events are taken, and the answer says that the
   * entity was not. See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:PutLogEvents",
      resource = "log-group:{logGroupName}:log-stream:{logStreamName}",
      acts = {"logGroupName", "logStreamName", "logEvents", "sequenceToken"},
      refused = "entity")
  PutLogEventsResponse putLogEvents(PutLogEventsRequest request, Caller caller) {
    var batch = new EventBatch(request.logEvents());
    batch.check();
    var group = groups.named(request.logGroupName(), caller);
    var stream = streams.named(group, request.logStreamName());
    var acceptance = batch.accept(wall.instant(), clock.now(), group.retentionInDays());
    var events =
        request.logEvents().subList(acceptance.start(), acceptance.end()).stream()
            .map(e -> new NewLogEvent(group.id(), stream.id(), e.timestamp(), e.message()))
            .toList();
    if (!events.isEmpty() && !store.append(events, clock.millis())) {
      throw LogsErrors.noSuchStream();
    }
    return PutLogEventsResponse.builder()
        .nextSequenceToken(SequenceToken.of(stream))
        .rejectedLogEventsInfo(acceptance.rejected())
        .rejectedEntityInfo(request.entity() == null ? null : entityNotTaken())
        .build();
  }

  private static RejectedEntityInfo entityNotTaken() {
    return RejectedEntityInfo.builder()
        .errorType(EntityRejectionErrorType.UNSUPPORTED_LOG_GROUP_TYPE)
        .build();
  }
}
