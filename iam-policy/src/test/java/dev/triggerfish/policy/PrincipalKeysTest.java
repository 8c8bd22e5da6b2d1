package dev.triggerfish.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The condition keys that follow from who asks. */
class PrincipalKeysTest {

  @ParameterizedTest
  @CsvSource({
    "user, aws:principalarn, arn:aws:iam::111122223333:user/alice",
    "user, aws:principalaccount, 111122223333",
    "user, aws:principaltype, User",
    "user, aws:userid, AIDAEXAMPLE",
    "user, aws:username, alice",
    "user, aws:principalisawsservice, false",
    "user, aws:principalservicename,",
    "session, aws:principalarn, arn:aws:iam::111122223333:role/team/worker",
    "session, aws:principaltype, AssumedRole",
    "session, aws:userid, AROAEXAMPLE:s-1",
    "session, aws:username,",
    "session, lambda:sourcefunctionarn,",
    "root, aws:principalarn, arn:aws:iam::111122223333:root",
    "root, aws:principaltype, Account",
    "root, aws:userid, 111122223333",
    "root, aws:username,",
    "service, aws:principalisawsservice, true",
    "service, aws:principalservicename, sns.amazonaws.com",
    "service, aws:sourceaccount, 111122223333",
    "service, aws:principalarn,",
    "service, aws:principalaccount,",
    "nobody, aws:principaltype, Anonymous",
    "nobody, aws:userid, anonymous",
    "nobody, aws:principalarn,",
    "nobody, aws:principalaccount,",
    "user, aws:resourceaccount, 111122223333",
    "user, aws:viaawsservice, false",
  })
  void followFromThePrincipal(String caller, String key, @Nullable String value) {
    EvaluationContext context =
        new EvaluationContext(Samples.request(DecisionTableTest.principal(caller)));
    assertThat(context.values(key)).isEqualTo(value == null ? null : List.of(value));
  }

  @Test
  void aFunctionsCredentialsSayWhichFunction() {
    Principal.RoleSession session =
        new Principal.RoleSession(
            Samples.ACCOUNT,
            "arn:aws:iam::111122223333:role/r",
            "AROA1",
            "r",
            "f",
            null,
            Samples.FUNCTION);
    assertThat(new EvaluationContext(Samples.request(session)).values("lambda:sourcefunctionarn"))
        .containsExactly(Samples.FUNCTION);
  }

  @Test
  void requestsCannotClaimToBeSomebodyElse() {
    Map<String, List<String>> claims =
        Map.of("aws:username", List.of("bob"), "aws:principalisawsservice", List.of("true"));
    EvaluationContext context =
        new EvaluationContext(Samples.request(Samples.USER, Samples.ACCOUNT, claims));
    assertThat(context.values("aws:username")).containsExactly("alice");
    assertThat(context.values("aws:principalisawsservice")).containsExactly("false");
    EvaluationContext session =
        new EvaluationContext(Samples.request(Samples.SESSION, Samples.ACCOUNT, claims));
    assertThat(session.values("aws:username")).isNull();
  }
}
