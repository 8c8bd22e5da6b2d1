package dev.triggerfish.logs.logstream;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.logs.loggroup.LogGroups;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** Making and deleting streams. */
final class LogStreamLifecycle implements OperationGroup {

  private final LogGroups groups;
  private final LogStreams streams;
  private final LogStreamStore store;
  private final PlatformClock clock;

  LogStreamLifecycle(
      LogGroups groups, LogStreams streams, LogStreamStore store, PlatformClock clock) {
    this.groups = groups;
    this.streams = streams;
    this.store = store;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:CreateLogStream",
      resource = "log-group:{logGroupName}:log-stream:{logStreamName}",
      acts = {"logGroupName", "logStreamName"})
  CreateLogStreamResponse createLogStream(CreateLogStreamRequest request, Caller caller) {
    var group = groups.named(request.logGroupName(), caller);
    if (!store.create(group.id(), request.logStreamName(), clock.millis())) {
      throw ResourceAlreadyExistsException.builder()
          .message("The specified log stream already exists")
          .build();
    }
    return CreateLogStreamResponse.builder().build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:DeleteLogStream",
      resource = "log-group:{logGroupName}:log-stream:{logStreamName}",
      acts = {"logGroupName", "logStreamName"})
  DeleteLogStreamResponse deleteLogStream(DeleteLogStreamRequest request, Caller caller) {
    var group = groups.named(request.logGroupName(), caller);
    store.delete(streams.named(group, request.logStreamName()).id());
    return DeleteLogStreamResponse.builder().build();
  }
}
