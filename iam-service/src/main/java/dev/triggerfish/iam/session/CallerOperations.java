package dev.triggerfish.iam.session;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.policy.Principal;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Operations that tell callers who they are. */
final class CallerOperations implements OperationGroup {

  /**
   * See <a
   * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">AWS</a>.
   */
  @AwsOperation(action = AwsOperation.NO_PERMISSION)
  GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request, Caller caller) {
    return GetCallerIdentityResponse.builder()
        .userId(userId(caller.principal()))
        .account(caller.accountId())
        .arn(caller.principal().arn())
        .build();
  }

  /** The value of {@code aws:userid}. */
  private static String userId(Principal principal) {
    return switch (principal) {
      case Principal.Root root -> root.accountId();
      case Principal.User user -> user.id();
      case Principal.RoleSession session -> session.roleId() + ":" + session.sessionName();
      case Principal.Service service -> service.name();
      case Principal.Anonymous _ ->
          throw AwsErrors.of(
              "MissingAuthenticationToken", 403, "Request is missing Authentication Token");
    };
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html">AWS</a>.
   */
  @AwsOperation(action = "sts:GetAccessKeyInfo", acts = "AccessKeyId")
  GetAccessKeyInfoResponse getAccessKeyInfo(GetAccessKeyInfoRequest request, Caller caller) {
    var account =
        UniqueIds.accountOf(request.accessKeyId())
            .orElseThrow(
                () -> AwsErrors.of("ValidationError", 400, "Invalid AccessKeyId provided."));
    return GetAccessKeyInfoResponse.builder().account(account).build();
  }
}
