package dev.triggerfish.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules that the grammars of several kinds share, with AWS's messages. */
final class StatementRules {

  static final String NO_ACTIONS = "Policy statement must contain actions.";
  static final String NO_RESOURCES = "Policy statement must contain resources.";
  static final String DUPLICATE_SID = "Statement IDs (SID) in a single policy must be unique.";
  private static final int ACCOUNT_DIGITS = 12;
  private static final List<String> SERVICE_SUFFIXES =
      List.of(".amazonaws.com", ".amazon.com", ".amazonaws.com.cn", ".aws.internal");

  private StatementRules() {}

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new MalformedPolicyException(message);
    }
  }

  /** Conditions whose operators exist and whose values these operators can read. */
  static void checkConditions(RawPolicy policy) {
    for (RawPolicy.Statement statement : policy.statements()) {
      statement.conditions().forEach(raw -> Condition.of(raw, policy.variables()));
    }
  }

  static void checkUniqueSids(List<RawPolicy.Statement> statements, String message) {
    Set<String> seen = new HashSet<>();
    for (RawPolicy.Statement statement : statements) {
      String sid = statement.sid();
      require(sid == null || sid.isEmpty() || seen.add(sid), message);
    }
  }

  static void checkActionsExist(List<RawPolicy.Statement> statements) {
    statements.forEach(s -> require(!isMissing(s.actions()), NO_ACTIONS));
  }

  static void checkResourcesExist(List<RawPolicy.Statement> statements) {
    statements.forEach(s -> require(!isMissing(s.resources()), NO_RESOURCES));
  }

  static boolean isMissing(RawPolicy.@Nullable Values values) {
    return values == null || values.values().isEmpty();
  }

  static Stream<String> values(RawPolicy.@Nullable Values values) {
    return values == null ? Stream.empty() : values.values().stream();
  }

  static void checkAction(String action) {
    if (action.equals("*")) {
      return;
    }
    int colon = action.indexOf(':');
    require(
        colon >= 0, "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    require(action.indexOf(':', colon + 1) < 0, "Actions/Condition can contain only one colon.");
    String vendor = action.substring(0, colon);
    boolean valid = !vendor.isEmpty() && vendor.chars().allMatch(StatementRules::isVendorLetter);
    require(valid, "Vendor " + vendor + " is not valid");
  }

  static void checkPrincipals(RawPolicy.Principals principals) {
    principals
        .named()
        .forEach(
            (type, values) -> {
              for (String value : values) {
                boolean valid =
                    switch (type) {
                      case "AWS" -> isAwsPrincipal(value);
                      case "Service" -> SERVICE_SUFFIXES.stream().anyMatch(value::endsWith);
                      default -> !value.isEmpty();
                    };
                String shown = type.equals("Service") ? "SERVICE" : type;
                require(valid, "Invalid principal in policy: \"" + shown + "\":\"" + value + "\"");
              }
            });
  }

  private static boolean isAwsPrincipal(String value) {
    if (value.equals("*") || isAccount(value)) {
      return true;
    }
    if (!value.startsWith("arn:")) {
      // What IAM puts in place of a principal that was deleted.
      return (value.startsWith("AIDA") || value.startsWith("AROA"))
          && value.chars().allMatch(c -> isLetter(c) || isDigit(c));
    }
    String[] components = ArnComponents.of(value).components();
    if (components == null || !components[3].isEmpty() || !isAccount(components[4])) {
      return false;
    }
    String name = components[5];
    boolean named = !name.endsWith("/") && name.indexOf('*') < 0 && name.indexOf('?') < 0;
    return named
        && switch (components[2]) {
          case "iam" -> name.equals("root") || name.startsWith("user/") || name.startsWith("role/");
          case "sts" -> name.startsWith("assumed-role/") || name.startsWith("federated-user/");
          default -> false;
        };
  }

  private static boolean isAccount(String text) {
    return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(StatementRules::isDigit);
  }

  static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isVendorLetter(int c) {
    return isLetter(c) || isDigit(c) || c == '-' || c == '.';
  }
}
