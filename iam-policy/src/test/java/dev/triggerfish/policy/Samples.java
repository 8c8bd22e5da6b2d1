package dev.triggerfish.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Principals, policies and requests that the tests share. */
final class Samples {

  static final String ACCOUNT = "111122223333";
  static final String OTHER_ACCOUNT = "444455556666";
  static final String ACTION = "lambda:InvokeFunction";
  static final String FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:f";
  static final Principal.User USER =
      new Principal.User(ACCOUNT, "arn:aws:iam::111122223333:user/alice", "AIDAEXAMPLE", "alice");
  static final Principal.RoleSession SESSION =
      new Principal.RoleSession(
          ACCOUNT,
          "arn:aws:iam::111122223333:role/team/worker",
          "AROAEXAMPLE",
          "worker",
          "s-1",
          null,
          null);
  static final Principal.Root ROOT = new Principal.Root(ACCOUNT);
  static final Principal.Service SNS = new Principal.Service("sns.amazonaws.com", ACCOUNT);
  static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
  static final String DENY_ALL = "{'Effect':'Deny','Action':'*','Resource':'*'}";
  static final String ALLOW_OTHER =
      "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*'}";

  private Samples() {}

  /** Statements, with single quotes for double ones, as a document. */
  static String document(String... statements) {
    return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}")
        .replace('\'', '"');
  }

  static NamedPolicy policy(String source, String... statements) {
    return new NamedPolicy(source, Policy.parse(document(statements)));
  }

  /** A resource policy that allows whom the JSON names. */
  static NamedPolicy allowing(String principalJson) {
    return policy(
        "resource",
        "{'Effect':'Allow','Principal':"
            + principalJson
            + ",'Action':'lambda:InvokeFunction','Resource':'*'}");
  }

  static AccessRequest request(Principal principal) {
    return request(principal, ACCOUNT, Map.of());
  }

  static AccessRequest request(
      Principal principal, @Nullable String owner, Map<String, List<String>> context) {
    return new AccessRequest(principal, ACTION, FUNCTION, owner, context);
  }

  /** Whether a statement allows a request as an identity policy of the user. */
  static boolean allows(String statement, String action, String resource) {
    return allows(statement, action, resource, Map.of());
  }

  static boolean allows(
      String statement, String action, String resource, Map<String, List<String>> context) {
    AccessRequest request = new AccessRequest(USER, action, resource, ACCOUNT, context);
    PolicySet policies = PolicySet.of(List.of(policy("p", statement)), null);
    return PolicyEvaluator.decide(request, policies).allowed();
  }
}
