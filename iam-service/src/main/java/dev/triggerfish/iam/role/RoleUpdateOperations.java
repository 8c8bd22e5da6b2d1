package dev.triggerfish.iam.role;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Changing roles. */
final class RoleUpdateOperations implements OperationGroup {

  private static final String ROLE = "role/{RoleName}";

  private final RoleStore roles;
  private final Principals principals;
  private final IdentityChanges changes;

  RoleUpdateOperations(RoleStore roles, Principals principals, IdentityChanges changes) {
    this.roles = roles;
    this.principals = principals;
    this.changes = changes;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:UpdateRole",
      resource = ROLE,
      acts = {"RoleName", "MaxSessionDuration"},
      stored = "Description")
  UpdateRoleResponse updateRole(UpdateRoleRequest request, Caller caller) {
    update(
        request.roleName(),
        caller,
        role ->
            new Role(
                role.principal(),
                role.trustPolicy(),
                request.description() == null ? role.description() : request.description(),
                request.maxSessionDuration() == null
                    ? role.maxSessionSeconds()
                    : request.maxSessionDuration()));
    return UpdateRoleResponse.builder().build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:UpdateRoleDescription",
      resource = ROLE,
      acts = "RoleName",
      stored = "Description")
  UpdateRoleDescriptionResponse updateRoleDescription(
      UpdateRoleDescriptionRequest request, Caller caller) {
    var updated =
        update(
            request.roleName(),
            caller,
            role ->
                new Role(
                    role.principal(),
                    role.trustPolicy(),
                    request.description(),
                    role.maxSessionSeconds()));
    return UpdateRoleDescriptionResponse.builder().role(Roles.described(updated)).build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:UpdateAssumeRolePolicy",
      resource = ROLE,
      acts = {"RoleName", "PolicyDocument"})
  void updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request, Caller caller) {
    TrustPolicies.require(request.policyDocument());
    update(
        request.roleName(),
        caller,
        role ->
            new Role(
                role.principal(),
                request.policyDocument(),
                role.description(),
                role.maxSessionSeconds()));
  }

  private Role update(String name, Caller caller, UnaryOperator<Role> change) {
    return changes.change(
        () -> {
          var updated = change.apply(roles.require(caller.accountId(), name));
          roles.update(updated);
          principals.changed(updated.principal());
          return updated;
        });
  }
}
