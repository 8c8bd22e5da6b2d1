package dev.triggerfish.iam.user;

import static dev.triggerfish.iam.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.User;

@OnEachDatabase("iam")
class UserOperationsTest {

  private final IamFixture iam;

  private final UserOperations users;
  private final UserTagOperations tags;

  UserOperationsTest(TestDatabase database) {
    iam = IamFixture.start(database);
    users = iam.bean(UserOperations.class);
    tags = iam.bean(UserTagOperations.class);
  }

  private final Caller caller = IamFixture.newAccount();

  @AfterEach
  void stop() {
    iam.close();
  }

  private User create(String name) {
    return users.createUser(CreateUserRequest.builder().userName(name).build(), caller).user();
  }

  @Test
  void answersANewUserAsIamDoes() {
    var request = CreateUserRequest.builder().userName("ann").path("/team/").build();

    var user = users.createUser(request, caller).user();

    assertThat(user.userId()).matches("AIDA[A-Z2-7]{17}");
    assertThat(user)
        .isEqualTo(
            User.builder()
                .path("/team/")
                .userName("ann")
                .userId(user.userId())
                .arn("arn:aws:iam::" + caller.accountId() + ":user/team/ann")
                .createDate(Instant.parse("2026-01-02T03:04:05Z"))
                .build());
  }

  @Test
  void tellsTheOtherServicesOfANewUser() {
    var user = create("ann");

    assertThat(iam.topic().value("principal/" + user.userId()))
        .contains("\"kind\":\"principal\"", user.arn());
  }

  @Test
  void refusesANameThatDiffersByCaseAlone() {
    create("ann");

    assertRefused(
        () -> create("Ann"), "EntityAlreadyExists", 409, "User with name Ann already exists.");
  }

  @Test
  void doesNotFindWhatIsNotThere() {
    var message = "The user with name nobody cannot be found.";

    assertRefused(
        () -> users.getUser(GetUserRequest.builder().userName("nobody").build(), caller),
        "NoSuchEntity",
        404,
        message);
    assertRefused(
        () -> users.deleteUser(DeleteUserRequest.builder().userName("nobody").build(), caller),
        "NoSuchEntity",
        404,
        message);
  }

  @Test
  void findsTheCallerWhereNoUserIsNamed() {
    var ann = create("ann");
    var principal = new Principal.User(caller.accountId(), ann.arn(), ann.userId(), "ann");
    var asAnn = IamFixture.as(principal, caller.accountId(), null);

    var request = GetUserRequest.builder().build();

    assertThat(users.getUser(request, asAnn).user()).isEqualTo(ann);
    assertThat(users.getUser(request, caller).user().arn())
        .isEqualTo("arn:aws:iam::" + caller.accountId() + ":root");
  }

  @Test
  void asksASessionForTheUserItMeans() {
    var session =
        new Principal.RoleSession(caller.accountId(), "arn", "AROA", "r", "s", null, null);

    assertRefused(
        () ->
            users.getUser(
                GetUserRequest.builder().build(), IamFixture.as(session, caller.accountId(), null)),
        "ValidationError",
        400,
        "Must specify userName when calling with non-User credentials");
  }

  @Test
  void keepsAccountsApart() {
    create("ann");

    var elsewhere = users.listUsers(ListUsersRequest.builder().build(), IamFixture.newAccount());

    assertThat(elsewhere.hasUsers()).isTrue();
    assertThat(elsewhere.users()).isEmpty();
    assertThat(elsewhere.isTruncated()).isFalse();
  }

  @Test
  void handsOutPages() {
    create("b");
    create("A");
    create("c");

    var first = users.listUsers(ListUsersRequest.builder().maxItems(2).build(), caller);
    var second = users.listUsers(ListUsersRequest.builder().marker(first.marker()).build(), caller);

    assertThat(first.users()).extracting(User::userName).containsExactly("A", "b");
    assertThat(first.isTruncated()).isTrue();
    assertThat(second.users()).extracting(User::userName).containsExactly("c");
    assertThat(second.marker()).isNull();
  }

  @Test
  void keepsTheIdWhenItRenames() {
    var ann = create("ann");

    users.updateUser(
        UpdateUserRequest.builder().userName("ann").newUserName("Anne").newPath("/x/").build(),
        caller);

    var renamed = users.getUser(GetUserRequest.builder().userName("Anne").build(), caller).user();
    assertThat(renamed.userId()).isEqualTo(ann.userId());
    assertThat(renamed.arn()).endsWith(":user/x/Anne");
    assertThat(iam.topic().value("principal/" + ann.userId())).contains("user/x/Anne");
  }

  @Test
  void leavesATombstoneForADeletedUser() {
    var ann = create("ann");

    users.deleteUser(DeleteUserRequest.builder().userName("ann").build(), caller);

    assertThat(iam.topic().value("principal/" + ann.userId())).isEmpty();
    assertThat(iam.topic().keys()).contains("principal/" + ann.userId());
  }

  @Test
  void keepsAUserThatHasAccessKeys() {
    var ann = create("ann");
    iam.bean(Database.class)
        .jdbc()
        .sql("insert into iam_access_key values ('AKIAX', :user, 'sealed', 'Active', 0)")
        .param("user", ann.userId())
        .update();

    assertRefused(
        () -> users.deleteUser(DeleteUserRequest.builder().userName("ann").build(), caller),
        "DeleteConflict",
        409,
        "Cannot delete entity, must delete access keys first.");
  }

  @Test
  void listsManyTimesWithoutHoldingConnections() {
    create("ann");

    for (var times = 0; times < 30; times++) {
      assertThat(users.listUsers(ListUsersRequest.builder().build(), caller).users()).hasSize(1);
    }
  }

  @Test
  void setsAndRemovesTags() {
    var ann = create("ann");

    tags.tagUser(
        TagUserRequest.builder().userName("ann").tags(tag("a", "1"), tag("b", "2")).build(),
        caller);
    tags.untagUser(UntagUserRequest.builder().userName("ann").tagKeys("A").build(), caller);

    var listed = tags.listUserTags(ListUserTagsRequest.builder().userName("ann").build(), caller);
    assertThat(listed.tags()).containsExactly(tag("b", "2"));
    assertThat(iam.topic().value("principal/" + ann.userId())).contains("\"tags\":{\"b\":\"2\"}");
  }

  @Test
  void refusesTagsWhoseKeysDifferByCaseAlone() {
    assertRefused(
        () ->
            users.createUser(
                CreateUserRequest.builder()
                    .userName("ann")
                    .tags(tag("a", "1"), tag("A", "2"))
                    .build(),
                caller),
        "InvalidInput",
        400,
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }

  @Test
  void refusesABoundaryThatIsNoPolicy() {
    var arn = "arn:aws:iam::" + caller.accountId() + ":policy/none";

    assertRefused(
        () ->
            users.createUser(
                CreateUserRequest.builder().userName("ann").permissionsBoundary(arn).build(),
                caller),
        "NoSuchEntity",
        404,
        "Scope ARN: " + arn + " does not exist or is not attachable.");
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
