package dev.triggerfish.policy;

import static dev.triggerfish.policy.Samples.ACCOUNT;
import static dev.triggerfish.policy.Samples.ALLOW_ALL;
import static dev.triggerfish.policy.Samples.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.policy.Decision.Outcome;
import dev.triggerfish.policy.Decision.PolicyType;
import dev.triggerfish.policy.PolicySet.ResourceRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resource policies across accounts, where they are mandatory, and with exceptions. */
class ResourcePolicyTest {

  @ParameterizedTest(name = "{0} of another account, resource names {1}, id {2}: {3} {4}")
  @CsvSource({
    "user, user, yes, ALLOW, IDENTITY",
    "user, account, yes, ALLOW, IDENTITY",
    "user, number, yes, ALLOW, IDENTITY",
    "user, anyone, yes, ALLOW, IDENTITY",
    "user, user, no, IMPLICIT_DENY, IDENTITY",
    "user, anyone, no, IMPLICIT_DENY, IDENTITY",
    "user, -, yes, IMPLICIT_DENY, RESOURCE",
    "user, role, yes, IMPLICIT_DENY, RESOURCE",
    "session, role, yes, ALLOW, IDENTITY",
    "session, session, yes, ALLOW, IDENTITY",
    "session, session, no, IMPLICIT_DENY, IDENTITY",
    "session, account, yes, ALLOW, IDENTITY",
    "root, account, no, ALLOW, RESOURCE",
    "root, -, no, IMPLICIT_DENY, RESOURCE",
    "service, service, no, ALLOW, RESOURCE",
  })
  void wantsBothSidesAcrossAccounts(
      String caller, String named, String identity, Outcome outcome, PolicyType by) {
    PolicySet policies = PolicySet.of(identity(identity), resource(named));
    AccessRequest request =
        Samples.request(DecisionTableTest.principal(caller), OTHER_ACCOUNT, Map.of());
    Decision decision = PolicyEvaluator.decide(request, policies);
    assertThat(decision.outcome()).isEqualTo(outcome);
    assertThat(decision.by()).isEqualTo(by);
  }

  @Test
  void limitsCallersOfOtherAccountsByTheirBoundaryEvenIfNamed() {
    PolicySet policies =
        PolicySet.of(identity("yes"), resource("user"))
            .withBoundary(Samples.policy("boundary", Samples.ALLOW_OTHER));
    Decision decision =
        PolicyEvaluator.decide(Samples.request(Samples.USER, OTHER_ACCOUNT, Map.of()), policies);
    assertThat(decision.by()).isEqualTo(PolicyType.BOUNDARY);
  }

  @ParameterizedTest(name = "{0} assumes a role that trusts {1}, id {2}: {3} {4}")
  @CsvSource({
    "user, user, no, ALLOW, ROLE_TRUST",
    "user, account, no, IMPLICIT_DENY, IDENTITY",
    "user, account, yes, ALLOW, IDENTITY",
    "user, role, yes, IMPLICIT_DENY, ROLE_TRUST",
    "user, -, yes, IMPLICIT_DENY, ROLE_TRUST",
    "session, session, no, ALLOW, ROLE_TRUST",
    "session, role, no, ALLOW, ROLE_TRUST",
    "service, service, no, ALLOW, ROLE_TRUST",
    "service, user, no, IMPLICIT_DENY, ROLE_TRUST",
    "root, account, no, ALLOW, ROLE_TRUST",
    "root, user, no, IMPLICIT_DENY, ROLE_TRUST",
  })
  void nobodyAssumesARoleWithoutItsTrust(
      String caller, String named, String identity, Outcome outcome, PolicyType by) {
    NamedPolicy trust =
        named.equals("-")
            ? null
            : Samples.policy(
                "trust",
                "{'Effect':'Allow','Principal':"
                    + DecisionTableTest.principalJson(named)
                    + ",'Action':'sts:AssumeRole'}");
    AccessRequest request =
        new AccessRequest(
            DecisionTableTest.principal(caller),
            "sts:AssumeRole",
            "arn:aws:iam::111122223333:role/r",
            ACCOUNT,
            Map.of());
    Decision decision =
        PolicyEvaluator.decide(
            request,
            PolicySet.of(identity(identity), trust).withResourceRule(ResourceRule.ROLE_TRUST));
    assertThat(decision.outcome()).isEqualTo(outcome);
    assertThat(decision.by()).isEqualTo(by);
  }

  @Test
  void saysOfTrustWhatAwsSays() {
    PolicySet policies =
        PolicySet.of(identity("yes"), null).withResourceRule(ResourceRule.ROLE_TRUST);
    assertThat(PolicyEvaluator.decide(request(), policies).reason("sts:AssumeRole"))
        .isEqualTo("because no role trust policy allows the sts:AssumeRole action");
  }

  @Test
  void mandatoryPoliciesBindTheRootUserToo() {
    PolicySet policies = PolicySet.of(List.of(), null).withResourceRule(ResourceRule.MANDATORY);
    Decision decision = PolicyEvaluator.decide(Samples.request(Samples.ROOT), policies);
    assertThat(decision)
        .isEqualTo(new Decision(Outcome.IMPLICIT_DENY, PolicyType.RESOURCE, null, null));
  }

  @Test
  void explicitDeniesBindEverybody() {
    NamedPolicy deny =
        Samples.policy(
            "resource",
            "{'Sid':'Keep','Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}",
            "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}");
    for (String caller : List.of("user", "session", "service", "root", "nobody")) {
      Decision decision =
          PolicyEvaluator.decide(
              Samples.request(DecisionTableTest.principal(caller)),
              PolicySet.of(identity("yes"), deny));
      assertThat(decision)
          .as(caller)
          .isEqualTo(new Decision(Outcome.EXPLICIT_DENY, PolicyType.RESOURCE, "resource", "Keep"));
    }
  }

  @ParameterizedTest
  @CsvSource({"IDENTITY", "BOUNDARY", "SESSION"})
  void explicitDeniesCountInEveryPolicyOfTheCaller(PolicyType type) {
    NamedPolicy deny = Samples.policy("deny", Samples.DENY_ALL);
    NamedPolicy allow = Samples.policy("allow", ALLOW_ALL);
    PolicySet policies =
        new PolicySet(
            type == PolicyType.IDENTITY ? List.of(allow, deny) : List.of(allow),
            resource("session"),
            type == PolicyType.BOUNDARY ? deny : null,
            type == PolicyType.SESSION ? deny : null);
    Decision decision = PolicyEvaluator.decide(Samples.request(Samples.SESSION), policies);
    assertThat(decision).isEqualTo(new Decision(Outcome.EXPLICIT_DENY, type, "deny", "#1"));
  }

  @ParameterizedTest(name = "everyone is denied but {0}: {1} denied is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'arn:aws:iam::111122223333:user/alice','arn:aws:iam::111122223333:root' | user    | false
          'arn:aws:iam::111122223333:user/alice'                                  | user    | true
          'arn:aws:iam::111122223333:root'                                        | user    | true
          'arn:aws:iam::111122223333:root'                                        | root    | false
          'arn:aws:iam::111122223333:user/bob','111122223333'                     | user    | true
          'arn:aws:iam::111122223333:role/team/worker','111122223333'             | session | true
          'arn:aws:sts::111122223333:assumed-role/worker/s-1','arn:aws:iam::111122223333:role/team/worker','111122223333' | session | false
          '*'                                                                     | nobody  | false
          '111122223333'                                                          | nobody  | true
          """)
  void notPrincipalDeniesWhoeverIsNotExceptedWhole(String listed, String caller, boolean denied) {
    NamedPolicy policy =
        Samples.policy(
            "resource",
            "{'Effect':'Deny','NotPrincipal':{'AWS':["
                + listed
                + "]},'Action':'*','Resource':'*'}");
    Decision decision =
        PolicyEvaluator.decide(
            Samples.request(DecisionTableTest.principal(caller)),
            PolicySet.of(identity("yes"), policy));
    assertThat(decision.outcome() == Outcome.EXPLICIT_DENY).isEqualTo(denied);
  }

  @Test
  void usersOfTheSameNameInOtherAccountsAreOthers() {
    Principal.User namesake =
        new Principal.User(OTHER_ACCOUNT, "arn:aws:iam::444455556666:user/alice", "AIDA2", "alice");
    Decision decision =
        PolicyEvaluator.decide(
            Samples.request(namesake), PolicySet.of(identity("yes"), resource("user")));
    assertThat(decision.allowed()).isFalse();
  }

  @Test
  void aSessionWithAPolicyIsDeniedWhereThatPolicyIsNotAtHand() {
    Principal.RoleSession limited =
        new Principal.RoleSession(
            ACCOUNT, "arn:aws:iam::111122223333:role/r", "AROA1", "r", "s", "{}", null);
    Decision decision =
        PolicyEvaluator.decide(Samples.request(limited), PolicySet.of(identity("yes"), null));
    assertThat(decision.by()).isEqualTo(PolicyType.SESSION);
    assertThat(decision.allowed()).isFalse();
  }

  @Test
  void servicesAreAllowedForTheirSourceAlone() {
    NamedPolicy policy =
        Samples.policy(
            "resource",
            "{'Effect':'Allow','Principal':{'Service':'sns.amazonaws.com'},'Action':'lambda:*','Resource':'*',"
                + "'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:*:mine'},"
                + "'StringEquals':{'aws:SourceAccount':'111122223333'}}}");
    assertThat(fromTopic("arn:aws:sns:us-east-1:111122223333:mine", policy)).isTrue();
    assertThat(fromTopic("arn:aws:sns:us-east-1:111122223333:yours", policy)).isFalse();
  }

  @Test
  void servicesMayBeNamedWithTheRequestsRegion() {
    Principal.Service logs = new Principal.Service("logs.amazonaws.com", null);
    NamedPolicy policy = Samples.allowing("{'Service':'logs.eu-west-1.amazonaws.com'}");
    PolicySet policies = PolicySet.of(List.of(), policy);
    assertThat(inRegion(logs, "eu-west-1", policies)).isTrue();
    assertThat(inRegion(logs, "us-east-1", policies)).isFalse();
  }

  private static boolean inRegion(Principal principal, String region, PolicySet policies) {
    Map<String, List<String>> context = Map.of("aws:requestedregion", List.of(region));
    return PolicyEvaluator.decide(Samples.request(principal, ACCOUNT, context), policies).allowed();
  }

  private static boolean fromTopic(String topic, NamedPolicy policy) {
    Map<String, List<String>> context = Map.of("aws:sourcearn", List.of(topic));
    return PolicyEvaluator.decide(
            Samples.request(Samples.SNS, ACCOUNT, context), PolicySet.of(List.of(), policy))
        .allowed();
  }

  private static AccessRequest request() {
    return Samples.request(Samples.USER);
  }

  private static List<NamedPolicy> identity(String allows) {
    return allows.equals("yes") ? List.of(Samples.policy("identity", ALLOW_ALL)) : List.of();
  }

  private static @Nullable NamedPolicy resource(String named) {
    return named.equals("-") ? null : Samples.allowing(DecisionTableTest.principalJson(named));
  }
}
