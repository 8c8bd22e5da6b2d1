package dev.triggerfish.iam.user;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.accesskey.AccessKeyStore;
import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.policy.ManagedPolicies;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.Tags;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.iam.principal.UserName;
import dev.triggerfish.iam.replication.IdentityChanges;
import dev.triggerfish.policy.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.User;

/** Operations on users. */
final class UserOperations implements OperationGroup {

  private static final int QUOTA = 5_000;
  private static final String USER = "user/{UserName}";

  private final Principals principals;
  private final AccessKeyStore accessKeys;
  private final ManagedPolicies managedPolicies;
  private final IdentityChanges changes;
  private final PlatformClock clock;

  UserOperations(
      Principals principals,
      AccessKeyStore accessKeys,
      ManagedPolicies managedPolicies,
      IdentityChanges changes,
      PlatformClock clock) {
    this.principals = principals;
    this.accessKeys = accessKeys;
    this.managedPolicies = managedPolicies;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:CreateUser",
      resource = USER,
      acts = {"UserName", "Path", "Tags", "PermissionsBoundary"})
  CreateUserResponse createUser(CreateUserRequest request, Caller caller) {
    var user =
        new IamPrincipal(
            UniqueIds.entity(PrincipalKind.USER.idPrefix()),
            PrincipalKind.USER,
            caller.accountId(),
            request.userName(),
            Objects.requireNonNullElse(request.path(), "/"),
            clock.now().truncatedTo(ChronoUnit.SECONDS),
            Tags.of(request.tags()),
            request.permissionsBoundary());
    return changes.change(
        () -> {
          managedPolicies.requireBoundary(user.permissionsBoundary(), caller.accountId());
          principals.create(user, QUOTA);
          principals.changed(user);
          return CreateUserResponse.builder().user(Users.whole(user)).build();
        });
  }

  /** See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html">AWS</a>. */
  @AwsOperation(action = "iam:GetUser", resource = USER, acts = "UserName")
  GetUserResponse getUser(GetUserRequest request, Caller caller) {
    if (request.userName() == null && caller.principal() instanceof Principal.Root root) {
      return GetUserResponse.builder().user(rootUser(root)).build();
    }
    var name = UserName.of(request.userName(), caller);
    var user = principals.require(caller.accountId(), PrincipalKind.USER, name);
    return GetUserResponse.builder().user(Users.whole(user)).build();
  }

  /** The root user has no name; its date is that of no event here. */
  private static User rootUser(Principal.Root root) {
    return User.builder()
        .userId(root.accountId())
        .arn(root.arn())
        .createDate(Instant.EPOCH)
        .build();
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListUsers",
      resource = "user/",
      acts = {"PathPrefix", "Marker", "MaxItems"})
  ListUsersResponse listUsers(ListUsersRequest request, Caller caller) {
    var prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
    var page =
        Pages.of(
            principals.list(caller.accountId(), PrincipalKind.USER, prefix),
            user -> user.name().toLowerCase(Locale.ROOT),
            request.marker(),
            request.maxItems());
    return ListUsersResponse.builder()
        .users(page.items().stream().map(Users::listed).toList())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:UpdateUser",
      resource = USER,
      acts = {"UserName", "NewPath", "NewUserName"})
  void updateUser(UpdateUserRequest request, Caller caller) {
    changes.change(
        () -> {
          var user = principals.require(caller.accountId(), PrincipalKind.USER, request.userName());
          principals.rename(
              user,
              Objects.requireNonNullElse(request.newUserName(), user.name()),
              Objects.requireNonNullElse(request.newPath(), user.path()));
          return user;
        });
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html">AWS</a>.
   */
  @AwsOperation(action = "iam:DeleteUser", resource = USER, acts = "UserName")
  void deleteUser(DeleteUserRequest request, Caller caller) {
    changes.change(
        () -> {
          var user = principals.require(caller.accountId(), PrincipalKind.USER, request.userName());
          if (!accessKeys.ofUser(user.id()).isEmpty()) {
            throw IamErrors.deleteConflict("Cannot delete entity, must delete access keys first.");
          }
          principals.delete(user);
          return user;
        });
  }
}
