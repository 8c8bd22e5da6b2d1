package dev.triggerfish.aws.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.authorization.AuthorizationProperties.Mode;
import dev.triggerfish.aws.clock.FixedClock;
import dev.triggerfish.aws.http.RequestOrigin;
import dev.triggerfish.aws.identity.FakeIdentity;
import dev.triggerfish.aws.identity.IdentityCatchUp;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.Policy;
import dev.triggerfish.policy.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class EnforcementPointTest {

  private static final String ACTION = "lambda:GetFunction";
  private static final String RESOURCE = "arn:aws:lambda:us-east-1:000000000000:function:f";
  private static final String ALLOW =
      "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"lambda:*\","
          + "\"Resource\":\"*\"}}";
  private static final Principal USER =
      new Principal.User("000000000000", "arn:aws:iam::000000000000:user/u", "AIDAU", "u");

  private final FakeIdentity identity = new FakeIdentity();
  private final Denials denials = new Denials();

  @BeforeEach
  void theReplicaKnowsAllThatHasBeenWritten() {
    identity.arrived(0);
  }

  private EnforcementPoint point(Mode mode, ResourcePolicies... policies) {
    return new EnforcementPoint(
        mode,
        identity.replica(),
        new IdentityCatchUp(identity.replica(), identity, Duration.ofMillis(50)),
        List.of(policies),
        FixedClock.AT,
        denials);
  }

  @ParameterizedTest
  @CsvSource({
    "ENFORCE, true, false, 0",
    "ENFORCE, false, true, 1",
    "AUDIT, true, false, 0",
    "AUDIT, false, false, 1",
    "OFF, false, false, 0",
  })
  void deniesAndRecordsByItsMode(Mode mode, boolean granted, boolean refused, int recorded) {
    user(granted ? ALLOW : null, Map.of());

    if (refused) {
      assertThatThrownBy(() -> require(mode))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo(
                        "User: arn:aws:iam::000000000000:user/u is not authorized to perform: "
                            + ACTION
                            + " on resource: "
                            + RESOURCE
                            + " because no identity-based policy allows the "
                            + ACTION
                            + " action");
              });
    } else {
      assertThatCode(() -> require(mode)).doesNotThrowAnyException();
    }
    assertThat(denials.all()).hasSize(recorded);
  }

  @Test
  void recordsADenialWithTheStatementThatWouldGrantIt() {
    user(null, Map.of());

    require(Mode.AUDIT);

    assertThat(denials.all())
        .singleElement()
        .satisfies(
            denial -> {
              assertThat(denial.time()).isEqualTo(FixedClock.AT.now());
              assertThat(denial.denied()).isFalse();
              assertThat(denial.principal()).isEqualTo(USER.arn());
              assertThat(denial.action()).isEqualTo(ACTION);
              assertThat(denial.resource()).isEqualTo(RESOURCE);
              assertThat(denial.reason()).contains("is denied").contains(USER.arn());
              assertThat(denial.missingStatement()).contains(ACTION).contains(RESOURCE);
            });
  }

  @Test
  void keepsTheLastThousandDenialsNewestFirst() {
    user(null, Map.of());
    var point = point(Mode.AUDIT);

    for (var i = 0; i < 1_100; i++) {
      point.decide(USER, ACTION, RESOURCE + i, Map.of());
    }

    assertThat(denials.all()).hasSize(1_000);
    assertThat(denials.all().getFirst().resource()).isEqualTo(RESOURCE + 1_099);
    assertThat(denials.all().getLast().resource()).isEqualTo(RESOURCE + 100);
  }

  @Test
  void decidesADenialAgainOnceTheReplicaKnowsWhatHasBeenWritten() {
    user(null, Map.of());
    identity.written(
        7,
        () -> {
          user(ALLOW, Map.of());
          identity.arrived(7);
        });

    assertThatCode(() -> require(Mode.ENFORCE)).doesNotThrowAnyException();
    assertThat(denials.all()).isEmpty();
  }

  @Test
  void neverAsksIamServiceAboutAnAllow() {
    user(ALLOW, Map.of());
    identity.written(
        7,
        () -> {
          throw new AssertionError("An allow is final at once");
        });

    assertThatCode(() -> require(Mode.ENFORCE)).doesNotThrowAnyException();
  }

  @Test
  void deniesWithinItsBoundWhenTheReplicaNeverCatchesUp() {
    user(null, Map.of());
    identity.written(7, () -> {});
    var begin = System.nanoTime();

    assertThatThrownBy(() -> require(Mode.ENFORCE)).isInstanceOf(AwsServiceException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));
  }

  @Test
  void deniesAPrincipalThatIsUnknownOrHasBeenDeleted() {
    assertThatThrownBy(() -> require(Mode.ENFORCE)).isInstanceOf(AwsServiceException.class);
    user(ALLOW, Map.of());
    require(Mode.ENFORCE);

    identity.forget("AIDAU");

    assertThatThrownBy(() -> require(Mode.ENFORCE)).isInstanceOf(AwsServiceException.class);
  }

  @Test
  void takesAResourcePolicyOfTheActionsServiceIntoAccount() {
    user(null, Map.of());
    var grant =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::000000000000:user/u\"},\"Action\":\"lambda:GetFunction\","
            + "\"Resource\":\""
            + RESOURCE
            + "\"}}";

    assertThat(decide(point(Mode.ENFORCE, policies("lambda", grant)), USER)).isTrue();
    assertThat(decide(point(Mode.ENFORCE, policies("sns", grant)), USER)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DateEquals     | aws:CurrentTime       | 2026-01-02T03:04:05Z | 2026-01-02T03:04:06Z",
        "NumericEquals  | aws:EpochTime         | 1767323045           | 1767323046",
        "StringEquals   | aws:PrincipalTag/Team | blue                 | red",
        "StringEquals   | aws:RequestedRegion   | eu-west-1            | us-east-1",
        "IpAddress      | aws:SourceIp          | 192.0.2.0/24         | 192.0.3.0/24",
        "StringLike     | aws:UserAgent         | aws-cli/*            | boto3/*",
        "Bool           | aws:SecureTransport   | false                | true",
      })
  void fillsTheConditionKeysOfARequest(String operator, String key, String mine, String other) {
    var tags = Map.of("team", "blue");
    user(ifOnly(operator, key, mine), tags);
    assertThatCode(() -> require(Mode.ENFORCE)).doesNotThrowAnyException();

    user(ifOnly(operator, key, other), tags);
    assertThatThrownBy(() -> require(Mode.ENFORCE)).isInstanceOf(AwsServiceException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Bool,         aws:ViaAWSService,  true,                 true",
    "Bool,         aws:ViaAWSService,  false,                false",
    "StringEquals, aws:CalledViaFirst, lambda.amazonaws.com, true",
    "StringEquals, aws:CalledViaLast,  lambda.amazonaws.com, true",
    "StringEquals, aws:CalledViaLast,  s3.amazonaws.com,     false",
    "ForAnyValue:StringEquals, aws:CalledVia, lambda.amazonaws.com, true",
    "ForAnyValue:StringEquals, aws:CalledVia, s3.amazonaws.com,     false",
  })
  void knowsThroughWhichServiceACallCame(
      String operator, String key, String value, boolean isForwarded) {
    user(ifOnly(operator, key, value), Map.of());

    assertThat(allows("lambda.amazonaws.com")).isEqualTo(isForwarded);
    assertThat(allows(null)).isEqualTo(value.equals("false"));
  }

  private boolean allows(@Nullable String calledVia) {
    try {
      point(Mode.ENFORCE).require(calledVia(calledVia), ACTION, RESOURCE, Map.of());
      return true;
    } catch (AwsServiceException e) {
      return false;
    }
  }

  private static Caller calledVia(@Nullable String service) {
    return new Caller(
        USER,
        "000000000000",
        "eu-west-1",
        "id",
        RequestOrigin.CLIENT,
        null,
        null,
        null,
        null,
        null,
        service);
  }

  @Test
  void recordsThroughWhichServiceADeniedCallCame() {
    user(null, Map.of());

    assertThat(allows("lambda.amazonaws.com")).isFalse();
    assertThat(allows(null)).isFalse();

    assertThat(denials.all()).extracting(Denials.Denial::principal).containsOnly(USER.arn());
    assertThat(denials.all())
        .extracting(Denials.Denial::calledVia)
        .containsExactly(null, "lambda.amazonaws.com");
  }

  private static String ifOnly(String operator, String key, String value) {
    return ALLOW.replace(
        "}}", ",\"Condition\":{\"%s\":{\"%s\":\"%s\"}}}}".formatted(operator, key, value));
  }

  @Test
  void looksAtAPrincipalsTagsAgainWithItsPolicies() {
    var mayIfBlue =
        ALLOW.replace(
            "}}", ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/Team\":\"blue\"}}}}");
    user(mayIfBlue, Map.of("Team", "red"));
    identity.written(
        3,
        () -> {
          user(mayIfBlue, Map.of("Team", "blue"));
          identity.arrived(3);
        });

    assertThatCode(() -> require(Mode.ENFORCE)).doesNotThrowAnyException();
  }

  @Test
  void aSessionPolicyNarrowsARole() {
    identity.principal("AROAR", Map.of("p", ALLOW), Map.of());
    var narrow = ALLOW.replace("lambda:*", "lambda:ListFunctions");

    assertThat(decide(point(Mode.ENFORCE), session(ALLOW))).isTrue();
    assertThat(decide(point(Mode.ENFORCE), session(null))).isTrue();
    assertThat(decide(point(Mode.ENFORCE), session(narrow))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"000000000000, true", "111111111111, false", ", true"})
  void aBucketsOwnerIsAskedForWhereItsArnDoesNotSay(@Nullable String owner, boolean allowed) {
    user(ALLOW.replace("lambda:*", "s3:*"), Map.of());
    var point = point(Mode.ENFORCE, buckets(owner, null));

    assertThat(point.decide(USER, "s3:GetObject", "arn:aws:s3:::b/k", Map.of()).allowed())
        .isEqualTo(allowed);
  }

  @Test
  void nobodyMayWhatABucketsPolicyAllowsToAll() {
    var forAll =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::b/*\"}}";
    var point = point(Mode.ENFORCE, buckets("000000000000", forAll));
    var nobody = new Principal.Anonymous();
    var caller =
        new Caller(
            nobody,
            "000000000000",
            "us-east-1",
            "id",
            RequestOrigin.CLIENT,
            null,
            null,
            null,
            null);

    assertThat(point.decide(nobody, "s3:GetObject", "arn:aws:s3:::b/k", Map.of()).allowed())
        .isTrue();
    assertThatThrownBy(() -> point.require(caller, "s3:PutObject", "arn:aws:s3:::b/k", Map.of()))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Access Denied"));
  }

  private static ResourcePolicies buckets(@Nullable String owner, @Nullable String policy) {
    return new ResourcePolicies() {
      @Override
      public String service() {
        return "s3";
      }

      @Override
      public @Nullable NamedPolicy policyOf(String resourceArn) {
        return policy == null ? null : new NamedPolicy("bucket policy", Policy.parse(policy));
      }

      @Override
      public @Nullable String ownerOf(String resourceArn) {
        return owner;
      }
    };
  }

  private void user(@Nullable String policy, Map<String, String> tags) {
    identity.principal("AIDAU", policy == null ? Map.of() : Map.of("p", policy), tags);
  }

  private void require(Mode mode) {
    var caller =
        new Caller(
            USER,
            "000000000000",
            "eu-west-1",
            "id",
            RequestOrigin.CLIENT,
            "192.0.2.7",
            "aws-cli/2",
            null,
            null);
    point(mode).require(caller, ACTION, RESOURCE, Map.of());
  }

  private static boolean decide(EnforcementPoint point, Principal principal) {
    return point.decide(principal, ACTION, RESOURCE, Map.of()).allowed();
  }

  private static Principal session(@Nullable String policy) {
    return new Principal.RoleSession(
        "000000000000", "arn:aws:iam::000000000000:role/r", "AROAR", "r", "s", policy, null);
  }

  private static ResourcePolicies policies(String service, String document) {
    return new ResourcePolicies() {
      @Override
      public String service() {
        return service;
      }

      @Override
      public NamedPolicy policyOf(String resourceArn) {
        return new NamedPolicy("resource", Policy.parse(document));
      }
    };
  }
}
