package dev.triggerfish.logs.loggroup;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** Making and deleting groups. */
final class LogGroupLifecycle implements OperationGroup {

  private static final int LONGEST_NAME = 512;
  private final LogGroupStore store;
  private final LogGroups groups;
  private final Authorizer authorizer;
  private final PlatformClock clock;

  LogGroupLifecycle(
      LogGroupStore store, LogGroups groups, Authorizer authorizer, PlatformClock clock) {
    this.store = store;
    this.groups = groups;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:CreateLogGroup",
      resource = "log-group:{logGroupName}:log-stream:",
      acts = {"logGroupName", "logGroupClass"},
      stored = {"kmsKeyId", "tags"},
      refused = "deletionProtectionEnabled")
  CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request, Caller caller) {
    refuseWhatIsNotSimulated(request);
    if (request.logGroupName().length() > LONGEST_NAME) {
      throw LogsErrors.invalidParameter(
          "Invalid LogGroup or LogStream, both must have length less than or equal to "
              + LONGEST_NAME
              + ".");
    }
    if (request.hasTags() && !request.tags().isEmpty()) {
      authorizer.require(
          caller,
          "logs:TagResource",
          LogArns.group(caller.region(), caller.accountId(), request.logGroupName()),
          Map.of("aws:tagkeys", List.copyOf(request.tags().keySet())));
    }
    var created =
        store.create(
            new NewLogGroup(
                caller.accountId(),
                caller.region(),
                request.logGroupName(),
                clock.millis(),
                request.kmsKeyId(),
                request.tags()));
    if (!created) {
      throw ResourceAlreadyExistsException.builder()
          .message("The specified log group already exists")
          .build();
    }
    return CreateLogGroupResponse.builder().build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:DeleteLogGroup",
      resource = "log-group:{logGroupName}:log-stream:",
      acts = "logGroupName")
  DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request, Caller caller) {
    store.delete(groups.named(request.logGroupName(), caller).id());
    return DeleteLogGroupResponse.builder().build();
  }

  /** The other classes lack operations that groups have here; protection could not be lifted. */
  private static void refuseWhatIsNotSimulated(CreateLogGroupRequest request) {
    var logGroupClass = request.logGroupClass();
    if (logGroupClass != null && logGroupClass != LogGroupClass.STANDARD) {
      throw LogsErrors.invalidParameter(
          "Triggerfish simulates log groups of class STANDARD only, not "
              + request.logGroupClassAsString());
    }
    if (Boolean.TRUE.equals(request.deletionProtectionEnabled())) {
      throw LogsErrors.invalidParameter(
          "Triggerfish does not simulate deletion protection of log groups");
    }
  }
}
