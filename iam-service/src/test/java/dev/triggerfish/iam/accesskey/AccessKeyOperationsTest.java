package dev.triggerfish.iam.accesskey;

import static dev.triggerfish.iam.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;

@OnEachDatabase("iam")
class AccessKeyOperationsTest {

  private final IamFixture iam;

  private final AccessKeyOperations keys;

  AccessKeyOperationsTest(TestDatabase database) {
    iam = IamFixture.start(database);
    keys = iam.bean(AccessKeyOperations.class);
  }

  private final Caller caller = IamFixture.newAccount();

  @AfterEach
  void stop() {
    iam.close();
  }

  @BeforeEach
  void createUser() {
    var ann =
        new IamPrincipal(
            UniqueIds.entity("AIDA"),
            PrincipalKind.USER,
            caller.accountId(),
            "ann",
            "/",
            iam.clock().now(),
            Map.of(),
            null);
    iam.bean(Principals.class).create(ann, 10);
  }

  private AccessKey create() {
    return keys.createAccessKey(CreateAccessKeyRequest.builder().userName("ann").build(), caller)
        .accessKey();
  }

  @Test
  void makesKeysThatNameTheirAccount() {
    var key = create();

    assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
    assertThat(UniqueIds.accountOf(key.accessKeyId())).contains(caller.accountId());
    assertThat(key.secretAccessKey()).matches("[A-Za-z0-9+/]{40}");
    assertThat(key.status()).isEqualTo(StatusType.ACTIVE);
    assertThat(key.userName()).isEqualTo("ann");
  }

  @Test
  void keepsTheSecretSealedAndOutOfWhatIsPublished() {
    var key = create();

    var stored =
        iam.bean(Database.class)
            .jdbc()
            .sql("select sealed_secret from iam_access_key where id = :id")
            .param("id", key.accessKeyId())
            .query((row, number) -> row.getString(1))
            .single();

    assertThat(stored).doesNotContain(key.secretAccessKey());
    assertThat(iam.topic().value("key/" + key.accessKeyId()))
        .contains("\"active\":true")
        .doesNotContain(key.secretAccessKey());
    assertThat(iam.bean(AccessKeyStore.class).secret(key.accessKeyId()))
        .contains(key.secretAccessKey());
  }

  @Test
  void allowsTwoKeysForEachUser() {
    create();
    create();

    assertRefused(
        this::create, "LimitExceeded", 409, "Cannot exceed quota for AccessKeysPerUser: 2");
  }

  @Test
  void tellsTheOtherServicesOfAnInactiveKey() {
    var key = create();

    keys.updateAccessKey(
        UpdateAccessKeyRequest.builder()
            .userName("ann")
            .accessKeyId(key.accessKeyId())
            .status(StatusType.INACTIVE)
            .build(),
        caller);

    var listed =
        keys.listAccessKeys(ListAccessKeysRequest.builder().userName("ann").build(), caller);
    assertThat(listed.accessKeyMetadata())
        .singleElement()
        .satisfies(found -> assertThat(found.status()).isEqualTo(StatusType.INACTIVE));
    assertThat(iam.topic().value("key/" + key.accessKeyId())).contains("\"active\":false");
  }

  @Test
  void deletesKeys() {
    var key = create();

    keys.deleteAccessKey(
        DeleteAccessKeyRequest.builder().userName("ann").accessKeyId(key.accessKeyId()).build(),
        caller);

    assertThat(
            keys.listAccessKeys(ListAccessKeysRequest.builder().userName("ann").build(), caller)
                .accessKeyMetadata())
        .isEmpty();
    assertThat(iam.topic().value("key/" + key.accessKeyId())).isEmpty();
  }

  @Test
  void doesNotFindAnotherUsersKey() {
    assertRefused(
        () ->
            keys.updateAccessKey(
                UpdateAccessKeyRequest.builder()
                    .userName("ann")
                    .accessKeyId("AKIAIOSFODNN7EXAMPLE")
                    .status(StatusType.ACTIVE)
                    .build(),
                caller),
        "NoSuchEntity",
        404,
        "The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found.");
  }

  @Test
  void refusesUnknownUsers() {
    assertRefused(
        () ->
            keys.createAccessKey(
                CreateAccessKeyRequest.builder().userName("nobody").build(), caller),
        "NoSuchEntity",
        404,
        "The user with name nobody cannot be found.");
  }

  @Test
  void asksASessionForTheUserItMeans() {
    var session =
        new Principal.RoleSession(caller.accountId(), "arn", "AROA", "r", "s", null, null);

    assertRefused(
        () ->
            keys.deleteAccessKey(
                DeleteAccessKeyRequest.builder().accessKeyId("AKIAIOSFODNN7EXAMPLE").build(),
                IamFixture.as(session, caller.accountId(), null)),
        "ValidationError",
        400,
        "Must specify userName when calling with non-User credentials");
  }
}
