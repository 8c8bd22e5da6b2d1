package dev.triggerfish.iam.attachment;

import static dev.triggerfish.iam.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;

@OnEachDatabase("iam")
class AttachmentOperationsTest {

  private final IamFixture iam;
  private static final String BASIC =
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

  private final RoleAttachmentOperations ofRoles;
  private final UserAttachmentOperations ofUsers;
  private final Attachments attachments;
  private final Principals principals;

  AttachmentOperationsTest(TestDatabase database) {
    iam = IamFixture.start(database);
    ofRoles = iam.bean(RoleAttachmentOperations.class);
    ofUsers = iam.bean(UserAttachmentOperations.class);
    attachments = iam.bean(Attachments.class);
    principals = iam.bean(Principals.class);
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
    principals.create(created, 10);
    return created;
  }

  @Test
  void attachesListsAndDetachesPoliciesOfRoles() {
    var role = create(PrincipalKind.ROLE);
    var attach = AttachRolePolicyRequest.builder().roleName("p").policyArn(BASIC).build();

    ofRoles.attachRolePolicy(attach, caller);
    ofRoles.attachRolePolicy(attach, caller);

    var list = ListAttachedRolePoliciesRequest.builder().roleName("p").build();
    assertThat(ofRoles.listAttachedRolePolicies(list, caller).attachedPolicies())
        .containsExactly(
            AttachedPolicy.builder()
                .policyName("AWSLambdaBasicExecutionRole")
                .policyArn(BASIC)
                .build());
    assertThat(iam.topic().value("principal/" + role.id())).contains(BASIC);

    ofRoles.detachRolePolicy(
        DetachRolePolicyRequest.builder().roleName("p").policyArn(BASIC).build(), caller);

    assertThat(ofRoles.listAttachedRolePolicies(list, caller).attachedPolicies()).isEmpty();
    assertThat(iam.topic().value("principal/" + role.id())).doesNotContain(BASIC);
  }

  @Test
  void attachesListsAndDetachesPoliciesOfUsers() {
    create(PrincipalKind.USER);

    ofUsers.attachUserPolicy(
        AttachUserPolicyRequest.builder().userName("p").policyArn(BASIC).build(), caller);

    var list = ListAttachedUserPoliciesRequest.builder().userName("p").build();
    assertThat(ofUsers.listAttachedUserPolicies(list, caller).attachedPolicies()).hasSize(1);

    ofUsers.detachUserPolicy(
        DetachUserPolicyRequest.builder().userName("p").policyArn(BASIC).build(), caller);

    assertThat(ofUsers.listAttachedUserPolicies(list, caller).attachedPolicies()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void refusesPoliciesThatAreNotThere(PrincipalKind kind) {
    create(kind);
    var arn = "arn:aws:iam::" + caller.accountId() + ":policy/nonexistent";

    assertRefused(
        () -> attachments.attach(caller.accountId(), kind, "p", arn),
        "NoSuchEntity",
        404,
        "Policy " + arn + " does not exist or is not attachable.");
    assertRefused(
        () -> attachments.attach(caller.accountId(), kind, "p", "longpolicynamebutnoarn"),
        "ValidationError",
        400,
        "Invalid ARN:  Could not be parsed!");
    assertRefused(
        () -> attachments.detach(caller.accountId(), kind, "p", BASIC),
        "NoSuchEntity",
        404,
        "Policy " + BASIC + " was not found.");
  }

  @ParameterizedTest
  @EnumSource
  void attachesTenPoliciesAtMost(PrincipalKind kind) {
    var principal = create(kind);
    var stored = iam.bean(PrincipalPolicies.class);
    for (var number = 0; number < 10; number++) {
      stored.attach(principal.id(), "arn:aws:iam::aws:policy/" + number);
    }

    assertRefused(
        () -> attachments.attach(caller.accountId(), kind, "p", BASIC),
        "LimitExceeded",
        409,
        "Cannot exceed quota for PoliciesPer" + kind.title() + ": 10");
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhoHasPoliciesFromBeingDeleted(PrincipalKind kind) {
    var principal = create(kind);
    var stored = iam.bean(PrincipalPolicies.class);
    stored.attach(principal.id(), BASIC);

    assertRefused(
        () -> principals.delete(principal),
        "DeleteConflict",
        409,
        "Cannot delete entity, must detach all policies first.");

    stored.detach(principal.id(), BASIC);
    stored.putInline(principal.id(), "i", IamFixture.POLICY);

    assertRefused(
        () -> principals.delete(principal),
        "DeleteConflict",
        409,
        "Cannot delete entity, must delete policies first.");
  }
}
