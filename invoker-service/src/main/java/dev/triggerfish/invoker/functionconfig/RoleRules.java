package dev.triggerfish.invoker.functionconfig;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.invoker.role.ExecutionRoles;
import java.util.List;
import java.util.Map;

/**
 * Who may give a function which role.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">
 *     Granting permissions to pass a role</a>
 */
public final class RoleRules {

  private static final Map<String, List<String>> TO_LAMBDA =
      Map.of("iam:passedtoservice", List.of("lambda.amazonaws.com"));

  private final Authorizer authorizer;
  private final ExecutionRoles roles;

  public RoleRules(Authorizer authorizer, ExecutionRoles roles) {
    this.authorizer = authorizer;
    this.roles = roles;
  }

  /** The caller must be allowed to pass the role, which must be of the function's account. */
  public void requirePassable(Caller caller, String roleArn, FunctionKey function) {
    authorizer.require(caller, "iam:PassRole", roleArn, TO_LAMBDA);
    var arn = Arn.parse(roleArn);
    if (arn == null || !arn.accountId().equals(function.accountId())) {
      throw FunctionErrors.foreignRole();
    }
  }

  /** The role must be allowed to send to the dead-letter target, if there is one. */
  public void requirePublishing(FunctionSettings settings, FunctionKey function) {
    var target = settings.deadLetterTarget();
    var arn = target == null ? null : Arn.parse(target);
    if (arn == null || target == null) {
      return;
    }
    var topic = arn.service().equals("sns");
    var role =
        new ExecutionRole(
            settings.role(), function.accountId(), function.region(), function.name());
    var session = roles.credentials(role).principal(role);
    var action = topic ? "sns:Publish" : "sqs:SendMessage";
    if (!authorizer.decide(session, action, target, Map.of()).allowed()) {
      throw FunctionErrors.invalid(
          "The provided execution role does not have permissions to call "
              + (topic ? "Publish on SNS" : "SendMessage on SQS"));
    }
  }

  /** Lambda must be able to assume the role. */
  public void requireAssumable(String roleArn, FunctionKey function) {
    roles.requireAssumable(
        new ExecutionRole(roleArn, function.accountId(), function.region(), function.name()));
  }
}
