package dev.triggerfish.policy;

import static dev.triggerfish.policy.StatementRules.require;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The grammar of identity policies, boundaries and session policies. The order of the checks is
 * that in which IAM complains.
 */
final class IdentityGrammar {

  private static final Set<String> PARTITIONS =
      Set.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "*");
  private static final List<String> IAM_PATHS =
      List.of(
          "user/",
          "federated-user/",
          "role/",
          "group/",
          "instance-profile/",
          "mfa/",
          "server-certificate/",
          "policy/",
          "sms-mfa/",
          "saml-provider/",
          "oidc-provider/",
          "report/",
          "access-report/");

  private IdentityGrammar() {}

  static void check(RawPolicy policy, PolicyKind kind) {
    List<RawPolicy.Statement> statements = policy.statements();
    for (RawPolicy.Statement statement : statements) {
      String effect = statement.effect();
      require(
          "Allow".equalsIgnoreCase(effect) || "Deny".equalsIgnoreCase(effect),
          PolicyMessages.SYNTAX);
      checkOperators(statement);
    }
    require(
        policy.variables() || kind == PolicyKind.SESSION,
        "Policy document must be version 2012-10-17 or greater.");
    require(
        statements.stream().allMatch(s -> s.principals() == null),
        "Policy document should not specify a principal.");
    checkAsOldParser(policy);
    StatementRules.checkUniqueSids(statements, StatementRules.DUPLICATE_SID);
    statements.forEach(IdentityGrammar::checkSid);
    StatementRules.checkActionsExist(statements);
    StatementRules.checkResourcesExist(statements);
    resources(statements).forEach(IdentityGrammar::checkResource);
    statements.stream()
        .flatMap(s -> StatementRules.values(s.actions()))
        .forEach(StatementRules::checkAction);
  }

  private static void checkOperators(RawPolicy.Statement statement) {
    for (RawPolicy.Condition condition : statement.conditions()) {
      Condition.of(new RawPolicy.Condition(condition.operator(), condition.key(), List.of()), true);
    }
  }

  /** The checks of IAM's older parser, which it still runs beside the present one. */
  private static void checkAsOldParser(RawPolicy policy) {
    for (RawPolicy.Statement statement : policy.statements()) {
      String effect = statement.effect();
      require("Allow".equals(effect) || "Deny".equals(effect), PolicyMessages.LEGACY);
    }
    StatementRules.checkConditions(policy);
    resources(policy.statements())
        .filter(resource -> resource.startsWith("arn:aws"))
        .forEach(
            resource -> {
              String[] components = resource.split(":", -1);
              require(
                  components.length >= ArnComponents.COUNT || !resource.contains("::"),
                  PolicyMessages.LEGACY);
              require(components.length <= 2 || !components[2].isEmpty(), PolicyMessages.LEGACY);
            });
  }

  private static Stream<String> resources(List<RawPolicy.Statement> statements) {
    return statements.stream().flatMap(s -> StatementRules.values(s.resources()));
  }

  private static void checkSid(RawPolicy.Statement statement) {
    String sid = statement.sid();
    require(
        sid == null
            || sid.chars().allMatch(c -> StatementRules.isLetter(c) || StatementRules.isDigit(c)),
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular"
            + " expression [0-9A-Za-z]*");
  }

  private static void checkResource(String resource) {
    if (resource.equals("*")) {
      return;
    }
    String notArn = "Resource " + resource + " must be in ARN format or \"*\".";
    require(resource.indexOf(':') >= 0, notArn);
    String[] components = resource.split(":", ArnComponents.COUNT);
    String partition = components[1];
    require(
        PARTITIONS.contains(partition) || partition.startsWith("${"),
        "Partition \""
            + partition
            + "\" is not valid for resource \""
            + completed(resource, components.length)
            + "\".");
    require(components[0].equals("arn"), notArn);
    require(
        components.length > 2 && !components[2].contains("*") && !components[2].contains("?"),
        "Resource vendor must be fully qualified and cannot contain regexes.");
    checkRegionAndPath(resource, components);
  }

  private static void checkRegionAndPath(String resource, String[] components) {
    boolean regional =
        components.length > 3 && !components[3].isEmpty() && !components[3].equals("*");
    if (components[2].equals("iam")) {
      require(!regional, "IAM resource " + resource + " cannot contain region information.");
      String path = components.length == ArnComponents.COUNT ? components[5] : "*";
      require(
          path.startsWith("*")
              || path.equals("root")
              || path.startsWith("${")
              || IAM_PATHS.stream().anyMatch(path::startsWith),
          "IAM resource path must either be \"*\" or start with "
              + String.join(", ", IAM_PATHS)
              + ".");
    } else if (components[2].equals("s3")) {
      boolean bucket = components.length == ArnComponents.COUNT && components[4].isEmpty();
      require(
          !regional || !bucket, "Resource " + resource + " can not contain region information.");
    }
  }

  /** How IAM shows a resource that lacks components. */
  private static String completed(String resource, int components) {
    String rest = resource.substring(resource.indexOf(':'));
    return "arn" + rest + ":*".repeat(ArnComponents.COUNT - components);
  }
}
