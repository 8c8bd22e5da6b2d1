package dev.triggerfish.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.policy.PolicySet.ResourceRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final PolicySet NONE = PolicySet.of(List.of(), null);

  @Test
  void namesTheStatementThatAllowed() {
    PolicySet policies =
        PolicySet.of(
            List.of(
                Samples.policy(
                    "inline policy calls of user alice",
                    "{'Sid':'Calls','Effect':'Allow','Action':'lambda:*','Resource':'*'}")),
            null);
    assertThat(explain(Samples.request(Samples.USER), policies))
        .isEqualTo(
            "lambda:InvokeFunction on arn:aws:lambda:us-east-1:111122223333:function:f is allowed to"
                + " arn:aws:iam::111122223333:user/alice by statement Calls of the identity-based"
                + " policy inline policy calls of user alice.");
  }

  @Test
  void namesTheStatementThatDenied() {
    PolicySet policies = PolicySet.of(List.of(Samples.policy("p", Samples.DENY_ALL)), null);
    AccessRequest request = Samples.request(Samples.USER);
    assertThat(explain(request, policies))
        .contains("is denied")
        .contains("statement #1 of the identity-based policy p")
        .endsWith("No Allow overrides it: remove or narrow that statement.");
    assertThat(grant(request, policies)).isNull();
  }

  @Test
  void givesTheStatementThatIsMissing() {
    assertThat(explain(Samples.request(Samples.SESSION), NONE))
        .isEqualTo(
            "lambda:InvokeFunction on arn:aws:lambda:us-east-1:111122223333:function:f is denied to"
                + " arn:aws:sts::111122223333:assumed-role/worker/s-1: no policy of role worker"
                + " allows it. This statement grants it:"
                + " {\"Effect\":\"Allow\",\"Action\":\"lambda:InvokeFunction\","
                + "\"Resource\":\"arn:aws:lambda:us-east-1:111122223333:function:f\"}");
  }

  @Test
  void bindsServicesToTheirSource() {
    AccessRequest request =
        Samples.request(
            Samples.SNS,
            Samples.ACCOUNT,
            Map.of(
                "aws:sourcearn", List.of("arn:aws:sns:us-east-1:111122223333:t"),
                "aws:sourceaccount", List.of(Samples.ACCOUNT)));
    assertThat(grant(request, NONE))
        .isEqualTo(
            "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},"
                + "\"Action\":\"lambda:InvokeFunction\","
                + "\"Resource\":\"arn:aws:lambda:us-east-1:111122223333:function:f\","
                + "\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":"
                + "\"arn:aws:sns:us-east-1:111122223333:t\"},"
                + "\"StringEquals\":{\"aws:SourceAccount\":\"111122223333\"}}}");
  }

  @Test
  void givesTrustWithoutAResource() {
    AccessRequest request =
        new AccessRequest(
            new Principal.Service("lambda.amazonaws.com", null),
            "sts:AssumeRole",
            "arn:aws:iam::111122223333:role/r",
            Samples.ACCOUNT,
            Map.of());
    assertThat(grant(request, NONE.withResourceRule(ResourceRule.ROLE_TRUST)))
        .isEqualTo(
            "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},"
                + "\"Action\":\"sts:AssumeRole\"}");
  }

  @Test
  void theMissingStatementGrantsIndeed() {
    for (String caller : List.of("user", "session", "service", "nobody")) {
      AccessRequest request = Samples.request(DecisionTableTest.principal(caller));
      Decision denied = PolicyEvaluator.decide(request, NONE);
      NamedPolicy fix = Samples.policy("fix", String.valueOf(denied.grantingStatement(request)));
      PolicySet fixed =
          denied.by() == Decision.PolicyType.IDENTITY
              ? PolicySet.of(List.of(fix), null)
              : PolicySet.of(List.of(), fix);
      assertThat(denied.allowed()).as(caller).isFalse();
      assertThat(PolicyEvaluator.decide(request, fixed).allowed()).as(caller).isTrue();
    }
  }

  private static String explain(AccessRequest request, PolicySet policies) {
    return PolicyEvaluator.decide(request, policies).explanation(request);
  }

  private static @Nullable String grant(AccessRequest request, PolicySet policies) {
    return PolicyEvaluator.decide(request, policies).grantingStatement(request);
  }
}
