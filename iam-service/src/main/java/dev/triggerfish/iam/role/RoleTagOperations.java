package dev.triggerfish.iam.role;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.Tags;
import dev.triggerfish.iam.replication.IdentityChanges;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;

/** Operations on the tags of roles. */
final class RoleTagOperations implements OperationGroup {

  private static final String ROLE = "role/{RoleName}";

  private final Principals principals;
  private final IdentityChanges changes;

  RoleTagOperations(Principals principals, IdentityChanges changes) {
    this.principals = principals;
    this.changes = changes;
  }

  /** See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html">AWS</a>. */
  @AwsOperation(
      action = "iam:TagRole",
      resource = ROLE,
      acts = {"RoleName", "Tags"})
  void tagRole(TagRoleRequest request, Caller caller) {
    changes.change(
        () -> {
          var role = principals.require(caller.accountId(), PrincipalKind.ROLE, request.roleName());
          principals.setTags(role, Tags.with(role.tags(), request.tags()));
          return role;
        });
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:UntagRole",
      resource = ROLE,
      acts = {"RoleName", "TagKeys"})
  void untagRole(UntagRoleRequest request, Caller caller) {
    changes.change(
        () -> {
          var role = principals.require(caller.accountId(), PrincipalKind.ROLE, request.roleName());
          principals.setTags(role, Tags.without(role.tags(), request.tagKeys()));
          return role;
        });
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListRoleTags",
      resource = ROLE,
      acts = {"RoleName", "Marker", "MaxItems"})
  ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request, Caller caller) {
    var role = principals.require(caller.accountId(), PrincipalKind.ROLE, request.roleName());
    var page = Pages.of(Tags.toList(role.tags()), Tag::key, request.marker(), request.maxItems());
    return ListRoleTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }
}
