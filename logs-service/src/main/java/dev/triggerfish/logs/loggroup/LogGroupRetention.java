package dev.triggerfish.logs.loggroup;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** How long a group's events are kept. */
final class LogGroupRetention implements OperationGroup {

  private static final Set<Integer> DAYS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private final LogGroupStore store;
  private final LogGroups groups;

  LogGroupRetention(LogGroupStore store, LogGroups groups) {
    this.store = store;
    this.groups = groups;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:PutRetentionPolicy",
      resource = "log-group:{logGroupName}:log-stream:",
      acts = {"logGroupName", "retentionInDays"})
  PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request, Caller caller) {
    if (!DAYS.contains(request.retentionInDays())) {
      throw LogsErrors.invalidParameter(
          "1 validation error detected: Value '"
              + request.retentionInDays()
              + "' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum"
              + " value set: "
              + DAYS.stream().sorted().toList());
    }
    store.setRetention(
        groups.named(request.logGroupName(), caller).id(), request.retentionInDays());
    return PutRetentionPolicyResponse.builder().build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "logs:DeleteRetentionPolicy",
      resource = "log-group:{logGroupName}:log-stream:",
      acts = "logGroupName")
  DeleteRetentionPolicyResponse deleteRetentionPolicy(
      DeleteRetentionPolicyRequest request, Caller caller) {
    store.setRetention(groups.named(request.logGroupName(), caller).id(), null);
    return DeleteRetentionPolicyResponse.builder().build();
  }
}
