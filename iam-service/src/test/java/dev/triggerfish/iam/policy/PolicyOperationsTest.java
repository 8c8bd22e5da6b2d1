package dev.triggerfish.iam.policy;

import static dev.triggerfish.iam.fixture.IamFixture.POLICY;
import static dev.triggerfish.iam.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.iam.policydocument.PolicyDocuments;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.policy.PolicyKind;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;

@OnEachDatabase("iam")
class PolicyOperationsTest {

  private final IamFixture iam;
  private static final String OTHER = POLICY.replace("GetObject", "PutObject");
  private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

  private final PolicyOperations policies;
  private final PolicyListing listing;
  private final PolicyVersionOperations versions;
  private final Caller caller = IamFixture.newAccount();
  private final String arn;

  PolicyOperationsTest(TestDatabase database) {
    iam = IamFixture.start(database);
    policies = iam.bean(PolicyOperations.class);
    listing = iam.bean(PolicyListing.class);
    versions = iam.bean(PolicyVersionOperations.class);
    arn = "arn:aws:iam::" + caller.accountId() + ":policy/x/p";
  }

  @AfterEach
  void stop() {
    iam.close();
  }

  private Policy create() {
    return policies
        .createPolicy(
            CreatePolicyRequest.builder()
                .policyName("p")
                .path("/x/")
                .description("d")
                .policyDocument(POLICY)
                .build(),
            caller)
        .policy();
  }

  private PolicyVersion addVersion(boolean asDefault) {
    return versions
        .createPolicyVersion(
            CreatePolicyVersionRequest.builder()
                .policyArn(arn)
                .policyDocument(OTHER)
                .setAsDefault(asDefault)
                .build(),
            caller)
        .policyVersion();
  }

  private Policy.Builder common(String id) {
    return Policy.builder()
        .policyName("p")
        .policyId(id)
        .arn(arn)
        .path("/x/")
        .defaultVersionId("v1")
        .attachmentCount(0)
        .permissionsBoundaryUsageCount(0)
        .isAttachable(true)
        .createDate(Instant.parse("2026-01-02T03:04:05Z"))
        .updateDate(Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void answersPoliciesAsEachOperationDoes() {
    var created = create();

    assertThat(created.policyId()).matches("ANPA[A-Z2-7]{17}");
    assertThat(created).isEqualTo(common(created.policyId()).build());
    var got = policies.getPolicy(GetPolicyRequest.builder().policyArn(arn).build(), caller);
    assertThat(got.policy())
        .isEqualTo(common(created.policyId()).description("d").tags(List.of()).build());
    assertThat(got.policy().hasTags()).isTrue();
    var local = ListPoliciesRequest.builder().scope(PolicyScopeType.LOCAL).build();
    assertThat(listing.listPolicies(local, caller).policies()).containsExactly(created);
    assertThat(iam.topic().value("policy/" + arn)).contains("s3:GetObject");
  }

  @Test
  void refusesAPolicyOfTheSameName() {
    create();

    assertRefused(
        this::create,
        "EntityAlreadyExists",
        409,
        "A policy called p already exists. Duplicate names are not allowed.");
  }

  @Test
  void refusesPoliciesThatAreTooLarge() {
    var document = POLICY.replace("s3:GetObject", "s3:" + "x".repeat(6144));

    assertRefused(
        () ->
            policies.createPolicy(
                CreatePolicyRequest.builder().policyName("p").policyDocument(document).build(),
                caller),
        "LimitExceeded",
        409,
        "Cannot exceed quota for PolicySize: 6144");
  }

  @Test
  void countsNoWhiteSpace() {
    var document = POLICY.replace("{\"Version\"", "{" + " ".repeat(7000) + "\"Version\"");

    assertThat(
            policies
                .createPolicy(
                    CreatePolicyRequest.builder().policyName("p").policyDocument(document).build(),
                    caller)
                .policy())
        .isNotNull();
  }

  @Test
  void doesNotFindWhatIsNotThere() {
    assertRefused(
        () -> policies.getPolicy(GetPolicyRequest.builder().policyArn(arn).build(), caller),
        "NoSuchEntity",
        404,
        "Policy " + arn + " was not found.");
    assertRefused(
        () ->
            policies.getPolicy(
                GetPolicyRequest.builder().policyArn("not-an-arn-but-long-enough").build(), caller),
        "ValidationError",
        400,
        "Invalid ARN:  Could not be parsed!");
  }

  @Test
  void putsVersionsInForce() {
    create();

    var second = addVersion(true);
    var third = addVersion(false);

    assertThat(second)
        .isEqualTo(
            PolicyVersion.builder()
                .versionId("v2")
                .isDefaultVersion(true)
                .createDate(Instant.parse("2026-01-02T03:04:05Z"))
                .build());
    assertThat(third.isDefaultVersion()).isFalse();
    assertThat(iam.topic().value("policy/" + arn)).contains("s3:PutObject");
    var got =
        versions
            .getPolicyVersion(
                GetPolicyVersionRequest.builder().policyArn(arn).versionId("v1").build(), caller)
            .policyVersion();
    assertThat(got.document()).isEqualTo(PolicyDocuments.encode(POLICY));
    assertThat(got.isDefaultVersion()).isFalse();

    versions.setDefaultPolicyVersion(
        SetDefaultPolicyVersionRequest.builder().policyArn(arn).versionId("v1").build(), caller);

    assertThat(iam.topic().value("policy/" + arn)).contains("s3:GetObject");
    assertThat(
            versions
                .listPolicyVersions(
                    ListPolicyVersionsRequest.builder().policyArn(arn).build(), caller)
                .versions())
        .extracting(PolicyVersion::versionId, PolicyVersion::isDefaultVersion)
        .containsExactly(tuple("v3", false), tuple("v2", false), tuple("v1", true));
  }

  @Test
  void keepsFiveVersionsAndUsesNoNumberTwice() {
    create();
    for (var number = 2; number <= 5; number++) {
      addVersion(false);
    }

    assertRefused(
        () -> addVersion(false),
        "LimitExceeded",
        409,
        "A managed policy can have up to 5 versions. Before you create a new version, you must"
            + " delete an existing version.");

    deleteVersion("v5");
    assertThat(addVersion(false).versionId()).isEqualTo("v6");
  }

  private void deleteVersion(String id) {
    versions.deletePolicyVersion(
        DeletePolicyVersionRequest.builder().policyArn(arn).versionId(id).build(), caller);
  }

  @Test
  void refusesVersionsThatAreNotThereOrInForce() {
    var missing = "Policy " + arn + " version v9 does not exist or is not attachable.";
    create();

    assertRefused(() -> deleteVersion("v9"), "NoSuchEntity", 404, missing);
    assertRefused(
        () ->
            versions.getPolicyVersion(
                GetPolicyVersionRequest.builder().policyArn(arn).versionId("v9").build(), caller),
        "NoSuchEntity",
        404,
        missing);
    assertRefused(
        () ->
            versions.setDefaultPolicyVersion(
                SetDefaultPolicyVersionRequest.builder().policyArn(arn).versionId("v9").build(),
                caller),
        "NoSuchEntity",
        404,
        missing);
    assertRefused(
        () -> deleteVersion("v1"),
        "DeleteConflict",
        409,
        "Cannot delete the default version of a policy.");
  }

  @Test
  void deletesAPolicyThatNobodyNeeds() {
    create();
    addVersion(false);
    assertRefused(
        this::delete,
        "DeleteConflict",
        409,
        "This policy has more than one version. Before you delete a policy, you must delete the"
            + " policy's versions. The default version is deleted with the policy.");
    deleteVersion("v2");
    var role = attachToRole();
    assertThat(
            policies
                .getPolicy(GetPolicyRequest.builder().policyArn(arn).build(), caller)
                .policy()
                .attachmentCount())
        .isEqualTo(1);
    assertRefused(
        this::delete, "DeleteConflict", 409, "Cannot delete a policy attached to entities.");
    iam.bean(PrincipalPolicies.class).detach(role, arn);

    delete();

    assertThat(iam.topic().value("policy/" + arn)).isEmpty();
  }

  private void delete() {
    policies.deletePolicy(DeletePolicyRequest.builder().policyArn(arn).build(), caller);
  }

  private String attachToRole() {
    var role =
        new IamPrincipal(
            UniqueIds.entity("AROA"),
            PrincipalKind.ROLE,
            caller.accountId(),
            "r",
            "/",
            iam.clock().now(),
            Map.of(),
            null);
    iam.bean(Principals.class).create(role, 10);
    iam.bean(PrincipalPolicies.class).attach(role.id(), arn);
    return role.id();
  }

  @Test
  void bringsThePoliciesOfAws() {
    var all = listing.listPolicies(ListPoliciesRequest.builder().build(), caller).policies();
    var version =
        versions.getPolicyVersion(
            GetPolicyVersionRequest.builder().policyArn(ADMINISTRATOR).versionId("v1").build(),
            caller);

    assertThat(all)
        .extracting(Policy::arn)
        .contains(ADMINISTRATOR, "arn:aws:iam::aws:policy/service-role/AWSLambdaRole");
    assertThat(version.policyVersion().document())
        .isEqualTo(
            PolicyDocuments.encode(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                    + "\"Action\":\"*\",\"Resource\":\"*\"}]}"));
    assertThat(iam.topic().value("policy/" + ADMINISTRATOR)).contains("Allow");
  }

  @Test
  void bringsOnlyPoliciesThatCanBeParsed() {
    var provided = iam.bean(AwsManagedPolicies.class);

    assertThat(provided.all()).hasSize(11);
    assertThat(provided.all())
        .allSatisfy(
            policy -> {
              assertThat(policy.id()).matches("ANPA[A-Z2-7]{17}");
              var document = provided.versions(policy.arn()).getFirst().document();
              dev.triggerfish.policy.Policy.parse(document, PolicyKind.IDENTITY);
            });
  }

  @Test
  void leavesThePoliciesOfAwsAlone() {
    assertRefused(
        () ->
            policies.deletePolicy(
                DeletePolicyRequest.builder().policyArn(ADMINISTRATOR).build(), caller),
        "AccessDenied",
        403,
        "User: "
            + caller.principal().arn()
            + " is not authorized to perform: iam:DeletePolicy on resource: policy "
            + ADMINISTRATOR);
  }
}
