package dev.triggerfish.policy;

import static dev.triggerfish.policy.StatementRules.require;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of resource policies as far as services share it. Unlike IAM they take version
 * 2008-10-17, which is what a missing version means, and any Sid.
 */
final class ResourceGrammar {

  private ResourceGrammar() {}

  static void check(RawPolicy policy) {
    List<RawPolicy.Statement> statements = policy.statements();
    for (RawPolicy.Statement statement : statements) {
      String effect = statement.effect();
      require("Allow".equals(effect) || "Deny".equals(effect), PolicyMessages.SYNTAX);
      checkPrincipal(statement.principals());
    }
    StatementRules.checkConditions(policy);
    StatementRules.checkUniqueSids(statements, StatementRules.DUPLICATE_SID);
    StatementRules.checkActionsExist(statements);
    StatementRules.checkResourcesExist(statements);
    for (RawPolicy.Statement statement : statements) {
      StatementRules.values(statement.actions()).forEach(StatementRules::checkAction);
      StatementRules.values(statement.resources())
          .forEach(
              resource ->
                  require(
                      resource.equals("*") || resource.indexOf(':') >= 0,
                      "Resource " + resource + " must be in ARN format or \"*\"."));
    }
  }

  private static void checkPrincipal(RawPolicy.@Nullable Principals principals) {
    if (principals == null) {
      throw new MalformedPolicyException("Missing required field Principal");
    }
    require(
        "*".equals(principals.text()) || !principals.named().isEmpty(),
        "Missing required field Principal cannot be empty!");
    StatementRules.checkPrincipals(principals);
  }
}
