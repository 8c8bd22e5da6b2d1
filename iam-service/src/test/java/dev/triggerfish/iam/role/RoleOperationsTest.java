package dev.triggerfish.iam.role;

import static dev.triggerfish.iam.fixture.IamFixture.TRUST;
import static dev.triggerfish.iam.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.iam.policydocument.PolicyDocuments;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

@OnEachDatabase("iam")
class RoleOperationsTest {

  private final IamFixture iam;

  private final RoleOperations roles;
  private final RoleUpdateOperations updates;
  private final RoleTagOperations tags;

  RoleOperationsTest(TestDatabase database) {
    iam = IamFixture.start(database);
    roles = iam.bean(RoleOperations.class);
    updates = iam.bean(RoleUpdateOperations.class);
    tags = iam.bean(RoleTagOperations.class);
  }

  private final Caller caller = IamFixture.newAccount();

  @AfterEach
  void stop() {
    iam.close();
  }

  private static CreateRoleRequest.Builder request(String name) {
    return CreateRoleRequest.builder().roleName(name).assumeRolePolicyDocument(TRUST);
  }

  private Role create(CreateRoleRequest.Builder request) {
    return roles.createRole(request.build(), caller).role();
  }

  private Role get(String name) {
    return roles.getRole(GetRoleRequest.builder().roleName(name).build(), caller).role();
  }

  /** What all answers about a role have in common. */
  private Role.Builder common(Role role, String path) {
    return Role.builder()
        .path(path)
        .roleName("r")
        .roleId(role.roleId())
        .arn("arn:aws:iam::" + caller.accountId() + ":role" + path + "r")
        .createDate(Instant.parse("2026-01-02T03:04:05Z"))
        .assumeRolePolicyDocument(PolicyDocuments.encode(TRUST));
  }

  @Test
  void answersANewRoleWithoutDescriptionAndDuration() {
    var role = create(request("r").path("/p/").description("d").maxSessionDuration(7200));

    assertThat(role.roleId()).matches("AROA[A-Z2-7]{17}");
    assertThat(role).isEqualTo(common(role, "/p/").build());
  }

  @Test
  void answersAWholeRole() {
    var role = create(request("r").description("d").tags(tag("k", "v")));

    assertThat(get("r"))
        .isEqualTo(
            common(role, "/")
                .description("d")
                .maxSessionDuration(3600)
                .roleLastUsed(RoleLastUsed.builder().build())
                .tags(tag("k", "v"))
                .build());
  }

  @Test
  void listsRolesWithoutTagsAndLastUse() {
    var role = create(request("r").description("d").tags(tag("k", "v")));

    var listed = roles.listRoles(ListRolesRequest.builder().build(), caller);

    assertThat(listed.roles())
        .containsExactly(common(role, "/").description("d").maxSessionDuration(3600).build());
    assertThat(listed.isTruncated()).isFalse();
  }

  @Test
  void listsOnlyRolesUnderAPath() {
    create(request("r").path("/p/"));
    create(request("other"));

    var listed = roles.listRoles(ListRolesRequest.builder().pathPrefix("/p").build(), caller);

    assertThat(listed.roles()).extracting(Role::roleName).containsExactly("r");
  }

  @Test
  void encodesTheTrustPolicyAsRfc3986Says() {
    assertThat(PolicyDocuments.encode("{\"a\": \"*~é+/\"}"))
        .isEqualTo("%7B%22a%22%3A%20%22%2A~%C3%A9%2B%2F%22%7D");
  }

  @Test
  void refusesARoleOfTheSameName() {
    create(request("r"));

    assertRefused(
        () -> create(request("r")), "EntityAlreadyExists", 409, "Role with name r already exists.");
  }

  @Test
  void refusesTrustPoliciesThatAreNone() {
    create(request("r"));

    assertRefused(
        () -> create(request("x").assumeRolePolicyDocument("no")),
        "MalformedPolicyDocument",
        400,
        "This policy contains invalid Json");
    assertRefused(
        () -> updateTrust("no"),
        "MalformedPolicyDocument",
        400,
        "This policy contains invalid Json");
    assertRefused(
        () -> updateTrust(TRUST.replace("\"Action\"", "\"Resource\":\"*\",\"Action\"")),
        "MalformedPolicyDocument",
        400,
        "Has prohibited field Resource");
    assertRefused(
        () -> updateTrust(TRUST.replace("sts:AssumeRole", "s3:GetObject")),
        "MalformedPolicyDocument",
        400,
        "AssumeRole policy may only specify STS AssumeRole actions.");
    assertThat(get("r").assumeRolePolicyDocument()).isEqualTo(PolicyDocuments.encode(TRUST));
  }

  private void updateTrust(String document) {
    updates.updateAssumeRolePolicy(
        UpdateAssumeRolePolicyRequest.builder().roleName("r").policyDocument(document).build(),
        caller);
  }

  @Test
  void boundsTheSizeOfTrustPolicies() {
    var longId = "x".repeat(2048);

    assertRefused(
        () ->
            create(
                request("r")
                    .assumeRolePolicyDocument(
                        TRUST.replace("{\"Version\"", "{\"Id\":\"" + longId + "\",\"Version\""))),
        "LimitExceeded",
        409,
        "Cannot exceed quota for ACLSizePerRole: 2048");
  }

  @Test
  void updatesOnlyWhatIsGiven() {
    create(request("r").description("d"));

    updates.updateRole(
        UpdateRoleRequest.builder().roleName("r").maxSessionDuration(7200).build(), caller);
    var described =
        updates.updateRoleDescription(
            UpdateRoleDescriptionRequest.builder().roleName("r").description("e").build(), caller);

    assertThat(described.role().maxSessionDuration()).isNull();
    assertThat(get("r").maxSessionDuration()).isEqualTo(7200);
    assertThat(get("r").description()).isEqualTo("e");
  }

  @Test
  void doesNotFindWhatIsNotThere() {
    var message = "The role with name r cannot be found.";

    assertRefused(() -> get("r"), "NoSuchEntity", 404, message);
    assertRefused(
        () -> updates.updateRole(UpdateRoleRequest.builder().roleName("r").build(), caller),
        "NoSuchEntity",
        404,
        message);
    assertRefused(
        () -> roles.deleteRole(DeleteRoleRequest.builder().roleName("r").build(), caller),
        "NoSuchEntity",
        404,
        message);
    assertRefused(
        () ->
            tags.tagRole(
                TagRoleRequest.builder().roleName("r").tags(tag("k", "v")).build(), caller),
        "NoSuchEntity",
        404,
        message);
  }

  @Test
  void tagsRoles() {
    create(request("r"));

    tags.tagRole(
        TagRoleRequest.builder().roleName("r").tags(tag("a", "1"), tag("b", "2")).build(), caller);
    tags.tagRole(TagRoleRequest.builder().roleName("r").tags(tag("a", "3")).build(), caller);
    tags.untagRole(UntagRoleRequest.builder().roleName("r").tagKeys("b").build(), caller);

    assertThat(
            tags.listRoleTags(ListRoleTagsRequest.builder().roleName("r").build(), caller).tags())
        .containsExactly(tag("a", "3"));
  }

  @Test
  void deletesARoleWithItsRecord() {
    var role = create(request("r"));

    roles.deleteRole(DeleteRoleRequest.builder().roleName("r").build(), caller);

    assertThat(iam.topic().value("principal/" + role.roleId())).isEmpty();
    assertThat(create(request("r")).roleId()).isNotEqualTo(role.roleId());
  }

  @Test
  void hasNoInstanceProfiles() {
    create(request("r"));

    var answer =
        roles.listInstanceProfilesForRole(
            ListInstanceProfilesForRoleRequest.builder().roleName("r").build(), caller);

    assertThat(answer.hasInstanceProfiles()).isTrue();
    assertThat(answer.instanceProfiles()).isEmpty();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
