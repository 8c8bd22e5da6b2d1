package dev.triggerfish.logs.logstream;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.paging.Page;
import dev.triggerfish.logs.loggroup.LogGroup;
import dev.triggerfish.logs.loggroup.LogGroups;
import dev.triggerfish.logs.loggroup.LogsErrors;
import dev.triggerfish.logs.storage.NextToken;
import java.util.Objects;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** Describing streams. */
final class LogStreamListing implements OperationGroup {

  private static final int DEFAULT_LIMIT = 50;

  private final LogGroups groups;
  private final LogStreamStore store;

  LogStreamListing(LogGroups groups, LogStreamStore store) {
    this.groups = groups;
    this.store = store;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:DescribeLogStreams",
      resource = "log-group:{logGroupName}:log-stream:",
      acts = {
        "logGroupName",
        "logGroupIdentifier",
        "logStreamNamePrefix",
        "orderBy",
        "descending",
        "nextToken",
        "limit"
      })
  DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request, Caller caller) {
    var byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
    if (byTime && request.logStreamNamePrefix() != null) {
      throw LogsErrors.invalidParameter(
          "Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    var group = groups.identified(request.logGroupName(), request.logGroupIdentifier(), caller);
    var order = StreamOrder.of(byTime, Boolean.TRUE.equals(request.descending()));
    var prefix = Objects.requireNonNullElse(request.logStreamNamePrefix(), "");
    var scope = "streams/" + group.id() + "/" + order + "/" + prefix;
    var after =
        request.nextToken() == null
            ? StreamPosition.START
            : StreamPosition.parse(NextToken.decode(scope, request.nextToken()));
    int limit = Objects.requireNonNullElse(request.limit(), DEFAULT_LIMIT);
    var found = store.list(group.id(), order, prefix, after, limit + 1);
    var page = Page.of(found, limit, scope, stream -> StreamPosition.of(stream).toString());
    return DescribeLogStreamsResponse.builder()
        .logStreams(page.items().stream().map(stream -> describe(group, stream)).toList())
        .nextToken(page.token())
        .build();
  }

  /** AWS deprecated a stream's stored bytes in 2019, and has told 0 ever since. */
  @SuppressWarnings("deprecation") // AWS still answers the member.
  private static software.amazon.awssdk.services.cloudwatchlogs.model.LogStream describe(
      LogGroup group, LogStream stream) {
    return software.amazon.awssdk.services.cloudwatchlogs.model.LogStream.builder()
        .logStreamName(stream.name())
        .creationTime(stream.creationTime())
        .firstEventTimestamp(stream.firstEventTimestamp())
        .lastEventTimestamp(stream.lastEventTimestamp())
        .lastIngestionTime(stream.lastIngestionTime())
        .uploadSequenceToken(stream.lastIngestionTime() == null ? null : SequenceToken.of(stream))
        .arn(group.arn() + ":log-stream:" + stream.name())
        .storedBytes(0L)
        .build();
  }
}
