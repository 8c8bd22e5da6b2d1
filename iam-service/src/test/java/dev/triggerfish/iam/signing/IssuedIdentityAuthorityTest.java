package dev.triggerfish.iam.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.identity.IdentityAuthority;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKey;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKeyRequest;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.iam.replication.IdentityChanges;
import dev.triggerfish.iam.sealing.Sealer;
import dev.triggerfish.iam.session.SessionToken;
import dev.triggerfish.iam.session.SessionTokens;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase("iam")
class IssuedIdentityAuthorityTest {

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "triggerfish.iam.root-access-key-id", "ROOTKEY",
          "triggerfish.iam.root-secret-access-key", "rootsecret",
          "triggerfish.services.event-bus.access-key-id", "BUSKEY",
          "triggerfish.services.event-bus.secret-access-key", "bussecret");

  private final IamFixture iam;
  private final IdentityAuthority authority;

  IssuedIdentityAuthorityTest(TestDatabase database) {
    iam = IamFixture.start(database, SETTINGS);
    authority = iam.bean(IdentityAuthority.class);
  }

  @AfterEach
  void stop() {
    iam.close();
  }

  private static SigningKeyRequest request(String accessKeyId, String token) {
    return new SigningKeyRequest(accessKeyId, token, "20150830", "us-east-1", "iam");
  }

  private SigningKey ask(String accessKeyId, String token) {
    return authority.signingKey(request(accessKeyId, token));
  }

  private Principal whose(String accessKeyId) {
    return ask(accessKeyId, "") instanceof SigningKey.Issued issued
        ? issued.principal()
        : new Principal.Anonymous();
  }

  @Test
  void derivesTheKeyOfAwsExample() {
    var key =
        SigningKeyDerivation.derive(
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", request("AKIDEXAMPLE", ""));

    assertThat(HexFormat.of().formatHex(key))
        .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
  }

  @Test
  void knowsRootUsersKeys() {
    assertThat(whose("test")).isEqualTo(new Principal.Root("000000000000"));
    assertThat(whose("123456789012")).isEqualTo(new Principal.Root("123456789012"));
    assertThat(whose("ROOTKEY")).isEqualTo(new Principal.Root("000000000000"));
    assertThat(ask("test", ""))
        .isInstanceOfSatisfying(
            SigningKey.Issued.class,
            issued -> {
              assertThat(issued.key())
                  .isEqualTo(SigningKeyDerivation.derive("test", request("test", "")));
              assertThat(issued.expiresAt()).isEqualTo(Instant.MAX);
            });
  }

  @Test
  void knowsNoWellKnownKeysWhereTheyAreSwitchedOff(TestDatabase database) {
    try (var strict = IamFixture.start(database, Map.of("triggerfish.iam.root-keys", "false"))) {
      var answer = strict.bean(IdentityAuthority.class).signingKey(request("test", ""));

      assertThat(answer).isInstanceOf(SigningKey.Unknown.class);
    }
  }

  @Test
  void knowsServices() {
    assertThat(whose("BUSKEY"))
        .isEqualTo(new Principal.Service(PlatformService.EVENT_BUS.principals().getFirst(), null));
  }

  @Test
  void knowsNobodyElse() {
    assertThat(ask("nobody", "")).isInstanceOf(SigningKey.Unknown.class);
    assertThat(ask("test", "a token")).isInstanceOf(SigningKey.Unknown.class);
  }

  @Test
  void knowsUsersKeysWhileTheyAreActive() {
    var user = create(PrincipalKind.USER);
    var sealer = iam.bean("accessKeySealer", Sealer.class);
    insertKey(user.id(), sealer.seal("usersecret", "AKIAX"));

    assertThat(ask("AKIAX", ""))
        .isInstanceOfSatisfying(
            SigningKey.Issued.class,
            issued -> {
              assertThat(issued.key())
                  .isEqualTo(SigningKeyDerivation.derive("usersecret", request("AKIAX", "")));
              assertThat(issued.principal())
                  .isEqualTo(new Principal.User("000000000042", user.arn(), user.id(), "p"));
            });

    iam.bean(Database.class).jdbc().sql("update iam_access_key set status = 'Inactive'").update();

    assertThat(ask("AKIAX", "")).isInstanceOf(SigningKey.Unknown.class);
  }

  private void insertKey(String userId, String secret) {
    iam.bean(Database.class)
        .jdbc()
        .sql("insert into iam_access_key values ('AKIAX', :user, :secret, 'Active', 0)")
        .param("user", userId)
        .param("secret", secret)
        .update();
  }

  private IamPrincipal create(PrincipalKind kind) {
    var created =
        new IamPrincipal(
            UniqueIds.entity(kind.idPrefix()),
            kind,
            "000000000042",
            "p",
            "/",
            Instant.EPOCH,
            Map.of(),
            null);
    iam.bean(Principals.class).create(created, 10);
    return created;
  }

  private String token(IamPrincipal role) {
    var session =
        new Principal.RoleSession("000000000042", role.arn(), role.id(), "p", "s", "{}", "arn:f");
    var expiresAt = iam.clock().now().plus(Duration.ofHours(1));
    return iam.bean(SessionTokens.class)
        .seal("ASIAX", new SessionToken(session, "sessionsecret", expiresAt));
  }

  @Test
  void opensSessionTokensOfTheirOwnKeyAlone() {
    var role = create(PrincipalKind.ROLE);
    var token = token(role);

    assertThat(ask("ASIAX", token))
        .isInstanceOfSatisfying(
            SigningKey.Issued.class,
            issued -> {
              assertThat(issued.key())
                  .isEqualTo(SigningKeyDerivation.derive("sessionsecret", request("ASIAX", "")));
              assertThat(issued.principal().arn())
                  .isEqualTo("arn:aws:sts::000000000042:assumed-role/p/s");
            });
    assertThat(ask("ASIAY", token)).isInstanceOf(SigningKey.Unknown.class);
    assertThat(ask("ASIAX", "x" + token.substring(1))).isInstanceOf(SigningKey.Unknown.class);
    assertThat(ask("ASIAX", "")).isInstanceOf(SigningKey.Unknown.class);
  }

  @Test
  void letsSessionsExpireByPlatformTime() {
    var token = token(create(PrincipalKind.ROLE));

    iam.clock().advance(Duration.ofHours(1));

    assertThat(ask("ASIAX", token)).isInstanceOf(SigningKey.Expired.class);
  }

  @Test
  void refusesSessionsOfADeletedRole() {
    var role = create(PrincipalKind.ROLE);
    var token = token(role);

    iam.bean(IdentityChanges.class)
        .change(
            () -> {
              iam.bean(Principals.class).delete(role);
              return true;
            });

    assertThat(ask("ASIAX", token)).isInstanceOf(SigningKey.Unknown.class);
  }

  @Test
  void positionCoversWhatWasPublished() {
    assertThat(authority.position()).isEqualTo(iam.topic().keys().size() - 1);
  }
}
