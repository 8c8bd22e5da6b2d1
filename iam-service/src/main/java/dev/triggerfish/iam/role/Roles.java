package dev.triggerfish.iam.role;

import dev.triggerfish.iam.policydocument.PolicyDocuments;
import dev.triggerfish.iam.principal.Tags;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;

/** Roles as IAM answers them, which depends on the operation. */
final class Roles {

  private Roles() {}

  /** The role as CreateRole answers it, without description and session duration. */
  static software.amazon.awssdk.services.iam.model.Role created(Role role) {
    var answer = brief(role);
    addTagsAndBoundary(role, answer);
    return answer.build();
  }

  /** The role as UpdateRoleDescription answers it. */
  static software.amazon.awssdk.services.iam.model.Role described(Role role) {
    return brief(role).description(role.description()).build();
  }

  /** The role as lists show it, without tags, boundary and last use. */
  static software.amazon.awssdk.services.iam.model.Role listed(Role role) {
    return brief(role)
        .description(role.description())
        .maxSessionDuration(role.maxSessionSeconds())
        .build();
  }

  /** Whole, as by GetRole. */
  static software.amazon.awssdk.services.iam.model.Role whole(Role role) {
    var answer =
        brief(role)
            .description(role.description())
            .maxSessionDuration(role.maxSessionSeconds())
            .roleLastUsed(RoleLastUsed.builder().build());
    addTagsAndBoundary(role, answer);
    return answer.build();
  }

  private static software.amazon.awssdk.services.iam.model.Role.Builder brief(Role role) {
    var principal = role.principal();
    return software.amazon.awssdk.services.iam.model.Role.builder()
        .path(principal.path())
        .roleName(principal.name())
        .roleId(principal.id())
        .arn(principal.arn())
        .createDate(principal.createdAt())
        .assumeRolePolicyDocument(PolicyDocuments.encode(role.trustPolicy()));
  }

  private static void addTagsAndBoundary(
      Role role, software.amazon.awssdk.services.iam.model.Role.Builder answer) {
    var principal = role.principal();
    if (!principal.tags().isEmpty()) {
      answer.tags(Tags.toList(principal.tags()));
    }
    if (principal.permissionsBoundary() != null) {
      answer.permissionsBoundary(
          AttachedPermissionsBoundary.builder()
              .permissionsBoundaryType("Policy")
              .permissionsBoundaryArn(principal.permissionsBoundary())
              .build());
    }
  }
}
