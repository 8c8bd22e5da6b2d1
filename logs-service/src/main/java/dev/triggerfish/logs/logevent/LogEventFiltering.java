package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.paging.PageToken;
import dev.triggerfish.logs.filterpattern.FilterPattern;
import dev.triggerfish.logs.filterpattern.InvalidFilterPatternException;
import dev.triggerfish.logs.loggroup.LogGroup;
import dev.triggerfish.logs.loggroup.LogGroups;
import dev.triggerfish.logs.loggroup.LogsErrors;
import dev.triggerfish.logs.logstream.LogStreamStore;
import dev.triggerfish.logs.storage.NextToken;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Searching a group. */
final class LogEventFiltering implements OperationGroup {

  private static final String EVENT_ID = "event";

  private final LogGroups groups;
  private final LogStreamStore streams;
  private final EventPages pages;
  private final Unmasking unmasking;

  LogEventFiltering(
      LogGroups groups, LogStreamStore streams, EventPages pages, Unmasking unmasking) {
    this.groups = groups;
    this.streams = streams;
    this.pages = pages;
    this.unmasking = unmasking;
  }

  /**
   * Events are interleaved whatever {@code interleaved} says, as in AWS since 2019. See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:FilterLogEvents",
      resource = "log-group:{logGroupName}:log-stream:",
      acts = {
        "logGroupName",
        "logGroupIdentifier",
        "logStreamNames",
        "logStreamNamePrefix",
        "startTime",
        "endTime",
        "filterPattern",
        "nextToken",
        "limit",
        "interleaved",
        "unmask"
      })
  FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request, Caller caller) {
    if (request.hasLogStreamNames() && request.logStreamNamePrefix() != null) {
      throw LogsErrors.invalidParameter(
          "LogStream names and LogStream name prefix are mutually exclusive parameters.");
    }
    var pattern = pattern(request);
    var group = groups.identified(request.logGroupName(), request.logGroupIdentifier(), caller);
    unmasking.require(request.unmask(), group, caller);
    var range = range(request, group);
    var scope = "filter/" + group.id();
    var from = EventPosition.before(range.from());
    if (request.nextToken() != null) {
      from = position(scope, request.nextToken());
    }
    int limit = Objects.requireNonNullElse(request.limit(), EventPages.MAX_EVENTS);
    var result = new LogEventSearch(pages, range, pattern, from, limit).run();
    var next = result.goOnAfter();
    return FilterLogEventsResponse.builder()
        .events(result.events().stream().map(LogEventFiltering::describe).toList())
        .searchedLogStreams(List.of())
        .nextToken(next == null ? null : PageToken.encode(scope, next.digits(scope)))
        .build();
  }

  private static FilterPattern pattern(FilterLogEventsRequest request) {
    try {
      return FilterPattern.parse(Objects.requireNonNullElse(request.filterPattern(), ""));
    } catch (InvalidFilterPatternException e) {
      throw LogsErrors.invalidParameter(Objects.requireNonNull(e.getMessage()));
    }
  }

  private EventRange range(FilterLogEventsRequest request, LogGroup group) {
    var from = Objects.requireNonNullElse(request.startTime(), 0L);
    // The end is inclusive here, unlike that of GetLogEvents.
    var end = request.endTime();
    var to = end == null || end == Long.MAX_VALUE ? Long.MAX_VALUE : end + 1;
    if (request.hasLogStreamNames()) {
      var names = request.logStreamNames().stream().distinct().toList();
      var ids = streams.ids(group.id(), names);
      if (ids.size() < names.size()) {
        throw LogsErrors.noSuchStream();
      }
      return EventRange.ofStreams(group.id(), ids, from, to);
    }
    if (request.logStreamNamePrefix() != null) {
      return EventRange.ofPrefix(group.id(), request.logStreamNamePrefix(), from, to);
    }
    return EventRange.ofGroup(group.id(), from, to);
  }

  private static EventPosition position(String scope, String token) {
    var position = EventPosition.parse(scope, NextToken.decode(scope, token));
    if (position == null) {
      throw NextToken.invalid();
    }
    return position;
  }

  private static FilteredLogEvent describe(LogEvent event) {
    return FilteredLogEvent.builder()
        .logStreamName(event.streamName())
        .timestamp(event.position().timestamp())
        .message(event.message())
        .ingestionTime(event.ingestionTime())
        .eventId(event.position().digits(EVENT_ID))
        .build();
  }
}
