package dev.triggerfish.iam.role;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.policy.ManagedPolicies;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.Tags;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.iam.replication.IdentityChanges;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;

/** Making, finding and removing roles. */
final class RoleOperations implements OperationGroup {

  private static final int QUOTA = 1_000;
  private static final int DEFAULT_SESSION_SECONDS = 3_600;
  private static final String ROLE = "role/{RoleName}";

  private final RoleStore roles;
  private final Principals principals;
  private final ManagedPolicies managedPolicies;
  private final IdentityChanges changes;
  private final PlatformClock clock;

  RoleOperations(
      RoleStore roles,
      Principals principals,
      ManagedPolicies managedPolicies,
      IdentityChanges changes,
      PlatformClock clock) {
    this.roles = roles;
    this.principals = principals;
    this.managedPolicies = managedPolicies;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:CreateRole",
      resource = ROLE,
      acts = {
        "RoleName",
        "Path",
        "AssumeRolePolicyDocument",
        "MaxSessionDuration",
        "PermissionsBoundary",
        "Tags"
      },
      stored = "Description")
  CreateRoleResponse createRole(CreateRoleRequest request, Caller caller) {
    TrustPolicies.require(request.assumeRolePolicyDocument());
    var role =
        new Role(
            principal(request, caller),
            request.assumeRolePolicyDocument(),
            request.description(),
            Objects.requireNonNullElse(request.maxSessionDuration(), DEFAULT_SESSION_SECONDS));
    return changes.change(
        () -> {
          managedPolicies.requireBoundary(request.permissionsBoundary(), caller.accountId());
          principals.create(role.principal(), QUOTA);
          roles.add(role);
          principals.changed(role.principal());
          return CreateRoleResponse.builder().role(Roles.created(role)).build();
        });
  }

  private IamPrincipal principal(CreateRoleRequest request, Caller caller) {
    return new IamPrincipal(
        UniqueIds.entity(PrincipalKind.ROLE.idPrefix()),
        PrincipalKind.ROLE,
        caller.accountId(),
        request.roleName(),
        Objects.requireNonNullElse(request.path(), "/"),
        clock.now().truncatedTo(ChronoUnit.SECONDS),
        Tags.of(request.tags()),
        request.permissionsBoundary());
  }

  /** See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html">AWS</a>. */
  @AwsOperation(action = "iam:GetRole", resource = ROLE, acts = "RoleName")
  GetRoleResponse getRole(GetRoleRequest request, Caller caller) {
    var role = roles.require(caller.accountId(), request.roleName());
    return GetRoleResponse.builder().role(Roles.whole(role)).build();
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListRoles",
      resource = "role/",
      acts = {"PathPrefix", "Marker", "MaxItems"})
  ListRolesResponse listRoles(ListRolesRequest request, Caller caller) {
    var page =
        Pages.of(
            roles.list(caller.accountId(), Objects.requireNonNullElse(request.pathPrefix(), "/")),
            role -> role.principal().name().toLowerCase(Locale.ROOT),
            request.marker(),
            request.maxItems());
    return ListRolesResponse.builder()
        .roles(page.items().stream().map(Roles::listed).toList())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html">AWS</a>.
   */
  @AwsOperation(action = "iam:DeleteRole", resource = ROLE, acts = "RoleName")
  void deleteRole(DeleteRoleRequest request, Caller caller) {
    changes.change(
        () -> {
          var role = principals.require(caller.accountId(), PrincipalKind.ROLE, request.roleName());
          principals.delete(role);
          return role;
        });
  }

  /**
   * There are no instance profiles here, and so none of a role; tools ask before they delete it.
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListInstanceProfilesForRole",
      resource = ROLE,
      acts = {"RoleName", "Marker", "MaxItems"})
  ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
      ListInstanceProfilesForRoleRequest request, Caller caller) {
    principals.require(caller.accountId(), PrincipalKind.ROLE, request.roleName());
    return ListInstanceProfilesForRoleResponse.builder()
        .instanceProfiles(List.of())
        .isTruncated(false)
        .build();
  }
}
