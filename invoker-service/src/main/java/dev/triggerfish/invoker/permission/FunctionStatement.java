package dev.triggerfish.invoker.permission;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The statement that Lambda makes of a request to add a permission. */
final class FunctionStatement {

  private static final String URL_ACTION = "lambda:InvokeFunctionUrl";

  private FunctionStatement() {}

  /**
   * Makes it, with its elements in AWS's order.
   *
   * @param resource ARN of the function, version or alias
   */
  static ObjectNode of(AddPermissionRequest request, String resource) {
    if (request.functionUrlAuthTypeAsString() != null && !request.action().equals(URL_ACTION)) {
      throw PermissionErrors.invalid(
          "FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action");
    }
    var statement = JsonMapper.shared().createObjectNode();
    statement.put("Sid", request.statementId());
    statement.put("Effect", "Allow");
    StatementPrincipal.put(statement, request.principal());
    statement.put("Action", request.action());
    statement.put("Resource", resource);
    var conditions = conditions(request);
    if (!conditions.isEmpty()) {
      statement.set("Condition", conditions);
    }
    return statement;
  }

  private static ObjectNode conditions(AddPermissionRequest request) {
    var conditions = JsonMapper.shared().createObjectNode();
    put(conditions, "StringEquals", "AWS:SourceAccount", request.sourceAccount());
    put(conditions, "StringEquals", "lambda:EventSourceToken", request.eventSourceToken());
    put(
        conditions,
        "StringEquals",
        "lambda:FunctionUrlAuthType",
        request.functionUrlAuthTypeAsString());
    put(conditions, "StringEquals", "aws:PrincipalOrgID", request.principalOrgID());
    put(conditions, "ArnLike", "AWS:SourceArn", request.sourceArn());
    if (Boolean.TRUE.equals(request.invokedViaFunctionUrl())) {
      put(conditions, "Bool", "lambda:InvokedViaFunctionUrl", "true");
    }
    return conditions;
  }

  private static void put(
      ObjectNode conditions, String operator, String key, @Nullable String value) {
    if (value != null) {
      conditions.withObjectProperty(operator).put(key, value);
    }
  }
}
