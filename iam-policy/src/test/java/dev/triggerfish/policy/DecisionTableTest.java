package dev.triggerfish.policy;

import static dev.triggerfish.policy.Samples.ALLOW_ALL;
import static dev.triggerfish.policy.Samples.ALLOW_OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS decides within one account when nothing is denied explicitly. */
class DecisionTableTest {

  @ParameterizedTest(name = "{0}, resource names {1}, id {2}, boundary {3}, session {4}: {5} {6}")
  @CsvSource(
      textBlock =
          """
          # caller, resource names, identity, boundary, session, outcome,       by
          user,    -,       yes, -,   -,   ALLOW,         IDENTITY
          user,    -,       yes, yes, -,   ALLOW,         IDENTITY
          user,    -,       yes, no,  -,   IMPLICIT_DENY, BOUNDARY
          user,    -,       no,  -,   -,   IMPLICIT_DENY, IDENTITY
          user,    -,       no,  yes, -,   IMPLICIT_DENY, IDENTITY
          user,    -,       no,  no,  -,   IMPLICIT_DENY, IDENTITY
          user,    -,       -,   -,   -,   IMPLICIT_DENY, IDENTITY
          user,    user,    -,   -,   -,   ALLOW,         RESOURCE
          user,    user,    no,  yes, -,   ALLOW,         RESOURCE
          user,    user,    no,  no,  -,   ALLOW,         RESOURCE
          user,    user,    yes, no,  -,   ALLOW,         RESOURCE
          user,    account, no,  -,   -,   IMPLICIT_DENY, IDENTITY
          user,    account, no,  yes, -,   IMPLICIT_DENY, IDENTITY
          user,    account, yes, -,   -,   ALLOW,         IDENTITY
          user,    account, yes, yes, -,   ALLOW,         IDENTITY
          user,    account, yes, no,  -,   IMPLICIT_DENY, BOUNDARY
          user,    number,  no,  -,   -,   IMPLICIT_DENY, IDENTITY
          user,    number,  yes, -,   -,   ALLOW,         IDENTITY
          user,    anyone,  -,   -,   -,   ALLOW,         RESOURCE
          user,    role,    -,   -,   -,   IMPLICIT_DENY, IDENTITY
          session, -,       yes, -,   -,   ALLOW,         IDENTITY
          session, -,       yes, yes, yes, ALLOW,         IDENTITY
          session, -,       yes, -,   yes, ALLOW,         IDENTITY
          session, -,       yes, yes, no,  IMPLICIT_DENY, SESSION
          session, -,       yes, no,  yes, IMPLICIT_DENY, BOUNDARY
          session, -,       no,  yes, yes, IMPLICIT_DENY, IDENTITY
          session, role,    no,  -,   -,   ALLOW,         RESOURCE
          session, role,    no,  yes, yes, ALLOW,         RESOURCE
          session, role,    no,  no,  -,   IMPLICIT_DENY, BOUNDARY
          session, role,    no,  no,  yes, IMPLICIT_DENY, BOUNDARY
          session, role,    no,  yes, no,  IMPLICIT_DENY, SESSION
          session, session, -,   -,   -,   ALLOW,         RESOURCE
          session, session, no,  no,  no,  ALLOW,         RESOURCE
          session, account, no,  -,   -,   IMPLICIT_DENY, IDENTITY
          session, account, yes, -,   -,   ALLOW,         IDENTITY
          session, anyone,  no,  -,   -,   ALLOW,         RESOURCE
          session, anyone,  no,  no,  -,   IMPLICIT_DENY, BOUNDARY
          service, service, -,   -,   -,   ALLOW,         RESOURCE
          service, anyone,  -,   -,   -,   ALLOW,         RESOURCE
          service, -,       -,   -,   -,   IMPLICIT_DENY, RESOURCE
          service, account, -,   -,   -,   IMPLICIT_DENY, RESOURCE
          service, -,       yes, -,   -,   IMPLICIT_DENY, RESOURCE
          nobody,  -,       yes, -,   -,   IMPLICIT_DENY, RESOURCE
          nobody,  anyone,  -,   -,   -,   ALLOW,         RESOURCE
          nobody,  account, -,   -,   -,   IMPLICIT_DENY, RESOURCE
          root,    -,       -,   -,   -,   ALLOW,         IDENTITY
          root,    user,    -,   -,   -,   ALLOW,         IDENTITY
          """)
  void decides(
      String caller,
      String named,
      String identity,
      String boundary,
      String session,
      Decision.Outcome outcome,
      Decision.PolicyType by) {
    NamedPolicy own = optional("identity", identity);
    PolicySet policies =
        new PolicySet(
            own == null ? List.of() : List.of(own),
            named.equals("-") ? null : Samples.allowing(principalJson(named)),
            optional("boundary", boundary),
            optional("session", session));

    Decision decision = PolicyEvaluator.decide(Samples.request(principal(caller)), policies);

    assertThat(decision.outcome()).isEqualTo(outcome);
    assertThat(decision.by()).isEqualTo(by);
    boolean decidedByStatement = decision.allowed() && !caller.equals("root");
    assertThat(decision.statement()).isEqualTo(decidedByStatement ? "#1" : null);
  }

  static Principal principal(String name) {
    return switch (name) {
      case "user" -> Samples.USER;
      case "session" -> Samples.SESSION;
      case "service" -> Samples.SNS;
      case "root" -> Samples.ROOT;
      default -> new Principal.Anonymous();
    };
  }

  static String principalJson(String named) {
    return switch (named) {
      case "user" -> "{'AWS':'arn:aws:iam::111122223333:user/alice'}";
      case "role" -> "{'AWS':['arn:aws:iam::111122223333:role/team/worker']}";
      case "session" -> "{'AWS':'arn:aws:sts::111122223333:assumed-role/worker/s-1'}";
      case "account" -> "{'AWS':'arn:aws:iam::111122223333:root'}";
      case "number" -> "{'AWS':'111122223333'}";
      case "service" -> "{'Service':'sns.amazonaws.com'}";
      case "anyone" -> "'*'";
      default -> throw new IllegalArgumentException(named);
    };
  }

  private static @Nullable NamedPolicy optional(String source, String allows) {
    return switch (allows) {
      case "-" -> null;
      case "yes" -> Samples.policy(source, ALLOW_ALL);
      case "no" -> Samples.policy(source, ALLOW_OTHER);
      default -> throw new IllegalArgumentException(allows);
    };
  }
}
