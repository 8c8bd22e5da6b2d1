package dev.triggerfish.invoker.permission;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code Principal} of a permission, which a client names by a single word.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">
 *     AddPermission</a>
 */
public final class StatementPrincipal {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+");

  private static final List<String> SERVICE_SUFFIXES =
      List.of(".amazonaws.com", ".amazonaws.com.cn", ".amazon.com", ".aws.internal");

  private static final Pattern IDENTITY =
      Pattern.compile(
          "arn:aws[a-zA-Z-]*:(iam::\\d{12}:(root|user/[^*?]+|role/[^*?]+)"
              + "|sts::\\d{12}:(assumed-role/[^*?/]+|federated-user)/[^*?/]+)");

  private StatementPrincipal() {}

  /**
   * Adds the element to a statement.
   *
   * @param principal a service, an account, an ARN of an account, user, role or session, or {@code
   *     *}
   * @throws software.amazon.awssdk.services.lambda.model.InvalidParameterValueException for
   *     anything else
   */
  public static void put(ObjectNode statement, String principal) {
    if (principal.equals("*")) {
      statement.put("Principal", "*");
    } else if (ACCOUNT.matcher(principal).matches()) {
      named(statement, "AWS", "arn:aws:iam::" + principal + ":root");
    } else if (IDENTITY.matcher(principal).matches()) {
      named(statement, "AWS", principal);
    } else if (isService(principal)) {
      named(statement, "Service", principal);
    } else {
      throw PermissionErrors.invalidPrincipal();
    }
  }

  private static boolean isService(String principal) {
    return SERVICE.matcher(principal).matches()
        && SERVICE_SUFFIXES.stream()
            .anyMatch(suffix -> principal.endsWith(suffix) && !principal.equals(suffix));
  }

  private static void named(ObjectNode statement, String type, String name) {
    statement.putObject("Principal").put(type, name);
  }
}
