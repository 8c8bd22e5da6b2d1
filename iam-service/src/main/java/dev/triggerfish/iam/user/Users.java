package dev.triggerfish.iam.user;

import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.Tags;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.User;

/** Users as IAM answers them. */
final class Users {

  private Users() {}

  /** The user as lists show it, without tags and boundary. */
  static User listed(IamPrincipal user) {
    return brief(user).build();
  }

  /** Whole. */
  static User whole(IamPrincipal user) {
    var answer = brief(user);
    if (!user.tags().isEmpty()) {
      answer.tags(Tags.toList(user.tags()));
    }
    if (user.permissionsBoundary() != null) {
      answer.permissionsBoundary(
          AttachedPermissionsBoundary.builder()
              .permissionsBoundaryType("Policy")
              .permissionsBoundaryArn(user.permissionsBoundary())
              .build());
    }
    return answer.build();
  }

  private static User.Builder brief(IamPrincipal user) {
    return User.builder()
        .path(user.path())
        .userName(user.name())
        .userId(user.id())
        .arn(user.arn())
        .createDate(user.createdAt());
  }
}
