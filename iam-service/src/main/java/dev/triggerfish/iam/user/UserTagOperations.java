package dev.triggerfish.iam.user;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.Tags;
import dev.triggerfish.iam.replication.IdentityChanges;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;

/** Operations on the tags of users. */
final class UserTagOperations implements OperationGroup {

  private static final String USER = "user/{UserName}";

  private final Principals principals;
  private final IdentityChanges changes;

  UserTagOperations(Principals principals, IdentityChanges changes) {
    this.principals = principals;
    this.changes = changes;
  }

  /** See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html">AWS</a>. */
  @AwsOperation(
      action = "iam:TagUser",
      resource = USER,
      acts = {"UserName", "Tags"})
  void tagUser(TagUserRequest request, Caller caller) {
    changes.change(
        () -> {
          var user = principals.require(caller.accountId(), PrincipalKind.USER, request.userName());
          principals.setTags(user, Tags.with(user.tags(), request.tags()));
          return user;
        });
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:UntagUser",
      resource = USER,
      acts = {"UserName", "TagKeys"})
  void untagUser(UntagUserRequest request, Caller caller) {
    changes.change(
        () -> {
          var user = principals.require(caller.accountId(), PrincipalKind.USER, request.userName());
          principals.setTags(user, Tags.without(user.tags(), request.tagKeys()));
          return user;
        });
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListUserTags",
      resource = USER,
      acts = {"UserName", "Marker", "MaxItems"})
  ListUserTagsResponse listUserTags(ListUserTagsRequest request, Caller caller) {
    var user = principals.require(caller.accountId(), PrincipalKind.USER, request.userName());
    var page = Pages.of(Tags.toList(user.tags()), Tag::key, request.marker(), request.maxItems());
    return ListUserTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }
}
