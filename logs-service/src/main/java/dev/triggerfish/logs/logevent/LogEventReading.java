package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.logs.loggroup.LogGroups;
import dev.triggerfish.logs.logstream.LogStreams;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Reading a stream. */
final class LogEventReading implements OperationGroup {

  private final LogGroups groups;
  private final LogStreams streams;
  private final EventPages pages;
  private final Unmasking unmasking;

  LogEventReading(LogGroups groups, LogStreams streams, EventPages pages, Unmasking unmasking) {
    this.groups = groups;
    this.streams = streams;
    this.pages = pages;
    this.unmasking = unmasking;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:GetLogEvents",
      resource = "log-group:{logGroupName}:log-stream:{logStreamName}",
      acts = {
        "logGroupName",
        "logGroupIdentifier",
        "logStreamName",
        "startTime",
        "endTime",
        "nextToken",
        "limit",
        "startFromHead",
        "unmask"
      })
  GetLogEventsResponse getLogEvents(GetLogEventsRequest request, Caller caller) {
    var group = groups.identified(request.logGroupName(), request.logGroupIdentifier(), caller);
    var stream = streams.named(group, request.logStreamName());
    unmasking.require(request.unmask(), group, caller);
    var range =
        EventRange.ofStreams(
            group.id(),
            List.of(stream.id()),
            Objects.requireNonNullElse(request.startTime(), 0L),
            Objects.requireNonNullElse(request.endTime(), Long.MAX_VALUE));
    var scope = group.arn() + ":" + stream.name();
    var from = start(request, scope, range);
    int limit = Objects.requireNonNullElse(request.limit(), EventPages.MAX_EVENTS);
    var found = pages.read(range, from.position(), from.forward(), limit).events();
    return answer(from.forward() ? found : found.reversed(), from, scope);
  }

  private static EventToken start(GetLogEventsRequest request, String scope, EventRange range) {
    if (request.nextToken() != null) {
      return EventToken.parse(scope, request.nextToken());
    }
    return Boolean.TRUE.equals(request.startFromHead())
        ? new EventToken(true, EventPosition.before(range.from()))
        : new EventToken(false, EventPosition.end());
  }

  private static GetLogEventsResponse answer(List<LogEvent> events, EventToken from, String scope) {
    var forward = new EventToken(true, last(events, from));
    var backward = new EventToken(false, first(events, from));
    return GetLogEventsResponse.builder()
        .events(events.stream().map(LogEventReading::describe).toList())
        .nextForwardToken(forward.text(scope))
        .nextBackwardToken(backward.text(scope))
        .build();
  }

  /**
   * At the end of a stream clients get the token back that they gave; the other token leads back.
   */
  private static EventPosition last(List<LogEvent> events, EventToken from) {
    if (!events.isEmpty()) {
      return events.getLast().position();
    }
    return from.forward() ? from.position() : beforeEnd(from.position());
  }

  private static EventPosition first(List<LogEvent> events, EventToken from) {
    if (!events.isEmpty()) {
      return events.getFirst().position();
    }
    return from.forward() ? from.position().justAfter() : atStart(from.position());
  }

  /** An empty stream that was read from its end is to be read on from its start. */
  private static EventPosition beforeEnd(EventPosition position) {
    return position.equals(EventPosition.end()) ? EventPosition.before(0) : position.justBefore();
  }

  private static EventPosition atStart(EventPosition position) {
    return position.equals(EventPosition.end()) ? EventPosition.before(0) : position;
  }

  private static OutputLogEvent describe(LogEvent event) {
    return OutputLogEvent.builder()
        .timestamp(event.position().timestamp())
        .message(event.message())
        .ingestionTime(event.ingestionTime())
        .build();
  }
}
