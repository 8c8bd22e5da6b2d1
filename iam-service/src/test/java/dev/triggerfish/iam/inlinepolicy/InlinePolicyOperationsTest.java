package dev.triggerfish.iam.inlinepolicy;

import static dev.triggerfish.iam.fixture.IamFixture.POLICY;
import static dev.triggerfish.iam.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.iam.policydocument.PolicyDocuments;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;

@OnEachDatabase("iam")
class InlinePolicyOperationsTest {

  private final IamFixture iam;

  private final RolePolicyOperations ofRoles;
  private final UserPolicyOperations ofUsers;
  private final InlinePolicies policies;

  InlinePolicyOperationsTest(TestDatabase database) {
    iam = IamFixture.start(database);
    ofRoles = iam.bean(RolePolicyOperations.class);
    ofUsers = iam.bean(UserPolicyOperations.class);
    policies = iam.bean(InlinePolicies.class);
  }

  private final Caller caller = IamFixture.newAccount();

  @AfterEach
  void stop() {
    iam.close();
  }

  private IamPrincipal create(PrincipalKind kind) {
    var created =
        new IamPrincipal(
            UniqueIds.entity(kind.idPrefix()),
            kind,
            caller.accountId(),
            "p",
            "/",
            iam.clock().now(),
            Map.of(),
            null);
    iam.bean(Principals.class).create(created, 10);
    return created;
  }

  @Test
  void keepsPoliciesOfRoles() {
    var role = create(PrincipalKind.ROLE);
    put("b", POLICY);
    put("a", POLICY);

    var got =
        ofRoles.getRolePolicy(
            GetRolePolicyRequest.builder().roleName("p").policyName("a").build(), caller);
    assertThat(got.roleName()).isEqualTo("p");
    assertThat(got.policyName()).isEqualTo("a");
    assertThat(got.policyDocument()).isEqualTo(PolicyDocuments.encode(POLICY));
    assertThat(
            ofRoles
                .listRolePolicies(ListRolePoliciesRequest.builder().roleName("p").build(), caller)
                .policyNames())
        .containsExactly("a", "b");
    assertThat(iam.topic().value("principal/" + role.id())).contains("s3:GetObject");

    ofRoles.deleteRolePolicy(
        DeleteRolePolicyRequest.builder().roleName("p").policyName("a").build(), caller);

    assertRefused(
        () ->
            ofRoles.getRolePolicy(
                GetRolePolicyRequest.builder().roleName("p").policyName("a").build(), caller),
        "NoSuchEntity",
        404,
        "The role policy with name a cannot be found.");
  }

  private void put(String name, String document) {
    ofRoles.putRolePolicy(
        PutRolePolicyRequest.builder()
            .roleName("p")
            .policyName(name)
            .policyDocument(document)
            .build(),
        caller);
  }

  @Test
  void keepsPoliciesOfUsers() {
    create(PrincipalKind.USER);
    ofUsers.putUserPolicy(
        PutUserPolicyRequest.builder().userName("p").policyName("a").policyDocument(POLICY).build(),
        caller);

    assertThat(
            ofUsers
                .getUserPolicy(
                    GetUserPolicyRequest.builder().userName("p").policyName("a").build(), caller)
                .policyDocument())
        .isEqualTo(PolicyDocuments.encode(POLICY));
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatIsNoPolicy(PrincipalKind kind) {
    create(kind);

    assertRefused(
        () -> policies.put(caller.accountId(), kind, "p", "a", "{"),
        "MalformedPolicyDocument",
        400,
        "Syntax errors in policy.");
    assertThat(policies.names(caller.accountId(), kind, "p")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void boundsTheSizeOfAllTogether(PrincipalKind kind) {
    create(kind);
    var half = POLICY.replace("s3:GetObject", "s3:" + "x".repeat(kind.inlinePolicySize() / 2));
    policies.put(caller.accountId(), kind, "p", "a", half);

    assertRefused(
        () -> policies.put(caller.accountId(), kind, "p", "b", half),
        "LimitExceeded",
        409,
        "Maximum policy size of "
            + kind.inlinePolicySize()
            + " bytes exceeded for "
            + kind.noun()
            + " p");

    assertThat(policies.names(caller.accountId(), kind, "p")).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource
  void doesNotDeleteWhatIsNotThere(PrincipalKind kind) {
    create(kind);

    assertRefused(
        () -> policies.delete(caller.accountId(), kind, "p", "a"),
        "NoSuchEntity",
        404,
        "The " + kind.noun() + " policy with name a cannot be found.");
  }
}
