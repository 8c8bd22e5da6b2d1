package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.dynamodb.model.PutResourcePolicyResponse;

/** Putting, getting and deleting a table's resource policy. */
final class TablePolicyOperations implements OperationGroup {

  /** Expected of a table that has no policy. */
  private static final String NO_POLICY = "NO_POLICY";

  private final Tables tables;

  TablePolicyOperations(Tables tables) {
    this.tables = tables;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:PutResourcePolicy",
      resource = "{ResourceArn}",
      acts = {"ResourceArn", "Policy", "ExpectedRevisionId"},
      refused = {"ConfirmRemoveSelfResourceAccess"})
  PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request, Caller caller) {
    PolicyDocument.check(request.policy());
    tables.change(
        TableTags.name(request.resourceArn(), caller),
        table -> {
          requireRevision(table, request.expectedRevisionId());
          return table.withPolicy(request.policy());
        });
    return PutResourcePolicyResponse.builder()
        .revisionId(PolicyDocument.revision(request.policy()))
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:GetResourcePolicy",
      resource = "{ResourceArn}",
      acts = {"ResourceArn"})
  GetResourcePolicyResponse getResourcePolicy(GetResourcePolicyRequest request, Caller caller) {
    var table = tables.existing(TableTags.name(request.resourceArn(), caller));
    if (table.policy() == null) {
      throw notFound(table);
    }
    return GetResourcePolicyResponse.builder()
        .policy(table.policy())
        .revisionId(PolicyDocument.revision(table.policy()))
        .build();
  }

  /**
   * Deleting what is not there succeeds. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteResourcePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:DeleteResourcePolicy",
      resource = "{ResourceArn}",
      acts = {"ResourceArn", "ExpectedRevisionId"})
  DeleteResourcePolicyResponse deleteResourcePolicy(
      DeleteResourcePolicyRequest request, Caller caller) {
    var revision = new AtomicReference<@Nullable String>();
    tables.change(
        TableTags.name(request.resourceArn(), caller),
        table -> {
          requireRevision(table, request.expectedRevisionId());
          revision.set(revision(table));
          return table.withPolicy(null);
        });
    return DeleteResourcePolicyResponse.builder().revisionId(revision.get()).build();
  }

  private static void requireRevision(Table table, @Nullable String expected) {
    if (expected == null) {
      return;
    }
    var present = revision(table);
    if (!expected.equals(present == null ? NO_POLICY : present)) {
      throw notFound(table);
    }
  }

  private static @Nullable String revision(Table table) {
    return table.policy() == null ? null : PolicyDocument.revision(table.policy());
  }

  private static PolicyNotFoundException notFound(Table table) {
    return PolicyNotFoundException.builder()
        .message(
            "Resource-based policy not found for the provided ResourceArn: "
                + table.arn()
                + ", or it has another revision")
        .writableStackTrace(false)
        .build();
  }
}
