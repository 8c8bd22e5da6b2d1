package dev.triggerfish.iam.session;

import static dev.triggerfish.iam.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.policy.PolicySet.ResourceRule;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

@OnEachDatabase("iam")
class AssumeRoleOperationTest {

  private final IamFixture iam;

  private final AssumeRoleOperation operation;
  private final AssumeRoleResolver resolver;
  private final CallerOperations callers;
  private final Caller root = IamFixture.newAccount();
  private final String account = root.accountId();
  private final String roleId = UniqueIds.entity("AROA");
  private final String roleArn;

  AssumeRoleOperationTest(TestDatabase database) {
    iam = IamFixture.start(database);
    operation = iam.bean(AssumeRoleOperation.class);
    resolver = iam.bean(AssumeRoleResolver.class);
    callers = iam.bean(CallerOperations.class);
    roleArn = "arn:aws:iam::" + account + ":role/x/r";
  }

  private final Caller user =
      IamFixture.as(new Principal.User(account, "arn:u", "AIDAU", "u"), account, null);
  private final Caller lambda =
      IamFixture.as(
          new Principal.Service("lambda.amazonaws.com", account), account, "arn:aws:lambda:f");

  @AfterEach
  void stop() {
    iam.close();
  }

  @BeforeEach
  void createRole() {
    iam.bean(Principals.class)
        .create(
            new IamPrincipal(
                roleId, PrincipalKind.ROLE, account, "r", "/x/", iam.clock().now(), Map.of(), null),
            10);
    iam.bean(Database.class)
        .jdbc()
        .sql("insert into iam_role values (:id, :trust, null, 7200)")
        .param("id", roleId)
        .param("trust", IamFixture.TRUST)
        .update();
  }

  private AssumeRoleRequest.Builder request() {
    return AssumeRoleRequest.builder().roleArn(roleArn).roleSessionName("s");
  }

  private Principal.RoleSession sessionOf(AssumeRoleResponse answer) {
    var credentials = answer.credentials();
    return iam.bean(SessionTokens.class)
        .open(credentials.accessKeyId(), credentials.sessionToken())
        .orElseThrow()
        .principal();
  }

  @Test
  void givesCredentialsOfTheRole() {
    var answer = operation.assumeRole(request().build(), user);

    assertThat(answer.assumedRoleUser())
        .isEqualTo(
            AssumedRoleUser.builder()
                .assumedRoleId(roleId + ":s")
                .arn("arn:aws:sts::" + account + ":assumed-role/r/s")
                .build());
    assertThat(answer.packedPolicySize()).isNull();
    assertThat(answer.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(answer.credentials().secretAccessKey()).hasSize(40);
    assertThat(answer.credentials().expiration()).isEqualTo(Instant.parse("2026-01-02T04:04:05Z"));
    assertThat(sessionOf(answer))
        .isEqualTo(new Principal.RoleSession(account, roleArn, roleId, "r", "s", null, null));
  }

  @Test
  void keepsNothingButTheTokenOfASession() {
    var answer = operation.assumeRole(request().policy(IamFixture.POLICY).build(), user);

    assertThat(sessionOf(answer).sessionPolicy()).isEqualTo(IamFixture.POLICY);
    assertThat(answer.packedPolicySize()).isBetween(1, 100);
    assertThat(answer.credentials().sessionToken()).doesNotContain("s3:GetObject");
  }

  @Test
  void remembersTheFunctionThatLambdaActsFor() {
    assertThat(sessionOf(operation.assumeRole(request().build(), lambda)).sourceFunctionArn())
        .isEqualTo("arn:aws:lambda:f");
    assertThat(sessionOf(operation.assumeRole(request().build(), user)).sourceFunctionArn())
        .isNull();
  }

  @Test
  void boundsTheDurationByTheRolesSetting() {
    operation.assumeRole(request().durationSeconds(7200).build(), user);

    assertRefused(
        () -> operation.assumeRole(request().durationSeconds(7201).build(), user),
        "ValidationError",
        400,
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }

  @Test
  void letsLambdaHaveTwelveHours() {
    var answer = operation.assumeRole(request().durationSeconds(43200).build(), lambda);

    assertThat(answer.credentials().expiration()).isEqualTo(Instant.parse("2026-01-02T15:04:05Z"));
  }

  @Test
  void boundsChainedSessionsByOneHour() {
    var session = new Principal.RoleSession(account, "arn:x", "AROAX", "x", "s", null, null);
    var chained = IamFixture.as(session, account, null);
    operation.assumeRole(request().durationSeconds(3600).build(), chained);

    assertRefused(
        () -> operation.assumeRole(request().durationSeconds(3601).build(), chained),
        "ValidationError",
        400,
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining.");
  }

  @Test
  void refusesRootUsers() {
    assertRefused(
        () -> operation.assumeRole(request().build(), root),
        "AccessDenied",
        403,
        "Roles may not be assumed by root accounts.");
  }

  @Test
  void refusesRolesThatAreNotThere() {
    assertRefused(
        () -> operation.assumeRole(request().roleArn(roleArn + "x").build(), user),
        "AccessDenied",
        403,
        "User: arn:u is not authorized to perform: sts:AssumeRole on resource: " + roleArn + "x");
  }

  @Test
  void refusesASessionPolicyThatIsNone() {
    assertRefused(
        () -> operation.assumeRole(request().policy("{").build(), user),
        "MalformedPolicyDocument",
        400,
        "The policy is not in the valid JSON format.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing-valid-in-here",
        "arn::b:::something/test-role",
        "arn:a::::something/test-role",
        "arn:a:::something/test-role",
        "arn:a:a::aaaaaaaaaa:"
      })
  void refusesWhatIsNoArn(String arn) {
    assertRefused(
        () -> resolver.resolve("{RoleArn}", request().roleArn(arn).build(), user),
        "ValidationError",
        400,
        arn + " is invalid");
  }

  @Test
  void namesTheConditionKeysOfARequest() {
    assertThat(resolver.conditionKeys(request().externalId("e").build(), user))
        .isEqualTo(Map.of("sts:rolesessionname", List.of("s"), "sts:externalid", List.of("e")));
  }

  @Test
  void givesTheTrustPolicyToTheEnforcementPoint() {
    var lookup = iam.bean(TrustPolicyLookup.class);

    assertThat(lookup.policyOf(roleArn))
        .isNotNull()
        .satisfies(found -> assertThat(found.policy().document()).isEqualTo(IamFixture.TRUST));
    assertThat(lookup.policyOf("arn:aws:iam::" + account + ":role/r")).isNull();
    assertThat(lookup.rule()).isEqualTo(ResourceRule.ROLE_TRUST);
  }

  @Test
  void saysWhoTheCallerIs() {
    var request = GetCallerIdentityRequest.builder().build();
    var session = new Principal.RoleSession(account, roleArn, roleId, "r", "s", null, null);
    var asSession = IamFixture.as(session, account, null);

    assertThat(callers.getCallerIdentity(request, root).userId()).isEqualTo(account);
    assertThat(callers.getCallerIdentity(request, root).arn())
        .isEqualTo("arn:aws:iam::" + account + ":root");
    assertThat(callers.getCallerIdentity(request, user).userId()).isEqualTo("AIDAU");
    assertThat(callers.getCallerIdentity(request, asSession).userId()).isEqualTo(roleId + ":s");
    assertThat(callers.getCallerIdentity(request, asSession).arn())
        .isEqualTo("arn:aws:sts::" + account + ":assumed-role/r/s");
    assertThat(callers.getCallerIdentity(request, asSession).account()).isEqualTo(account);
  }

  @Test
  void readsTheAccountFromAnAccessKey() {
    var key = operation.assumeRole(request().build(), user).credentials().accessKeyId();
    var request = GetAccessKeyInfoRequest.builder().accessKeyId(key).build();

    assertThat(callers.getAccessKeyInfo(request, root).account()).isEqualTo(account);
  }
}
