package dev.triggerfish.policy;

import static dev.triggerfish.policy.StatementRules.require;

import java.util.Locale;

/** The grammar of role trust policies, in the order in which IAM complains. */
final class TrustGrammar {

  private TrustGrammar() {}

  static void check(RawPolicy policy) {
    policy.statements().forEach(TrustGrammar::check);
    StatementRules.checkUniqueSids(
        policy.statements(), "The Statement Ids in the policy are not unique");
    StatementRules.checkConditions(policy);
  }

  private static void check(RawPolicy.Statement statement) {
    checkEffect(statement);
    checkPrincipal(statement);
    require(!StatementRules.isMissing(statement.actions()), "Missing required field Action");
    StatementRules.values(statement.actions()).forEach(TrustGrammar::checkAction);
    RawPolicy.Values resources = statement.resources();
    require(resources == null || resources.negated(), "Has prohibited field Resource");
    require(resources == null, "AssumeRole policy must not contain resources.");
  }

  private static void checkEffect(RawPolicy.Statement statement) {
    String effect = statement.effect();
    require(effect != null, "Missing required field Effect");
    require("Allow".equals(effect) || "Deny".equals(effect), "Invalid effect: " + effect);
  }

  private static void checkPrincipal(RawPolicy.Statement statement) {
    RawPolicy.Principals principals = statement.principals();
    if (principals == null) {
      throw new MalformedPolicyException("Missing required field Principal");
    }
    if (principals.negated()) {
      throw new MalformedPolicyException(
          "Allow".equals(statement.effect())
              ? "Allow with NotPrincipal is not allowed."
              : "AssumeRole policy must not contain NotPrincipal field.");
    }
    require(
        !"*".equals(principals.text()),
        "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".");
    require(principals.text() == null, "Principal must be a JSON object.");
    require(!principals.named().isEmpty(), "Missing required field Principal cannot be empty!");
    StatementRules.checkPrincipals(principals);
  }

  private static void checkAction(String action) {
    require(
        action.toLowerCase(Locale.ROOT).startsWith("sts:"),
        "AssumeRole policy may only specify STS AssumeRole actions.");
    StatementRules.checkAction(action);
  }
}
