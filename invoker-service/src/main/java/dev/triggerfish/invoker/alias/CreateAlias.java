package dev.triggerfish.invoker.alias;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.Members;
import java.util.Objects;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;

/**
 * Gives a version a name.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html">CreateAlias</a>
 */
final class CreateAlias implements OperationGroup {

  private final Aliases aliases;
  private final AliasRules rules;

  CreateAlias(Aliases aliases, AliasRules rules) {
    this.aliases = aliases;
    this.rules = rules;
  }

  @AwsOperation(
      action = "lambda:CreateAlias",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Name", "FunctionVersion", "RoutingConfig"},
      stored = "Description")
  CreateAliasResponse createAlias(CreateAliasRequest request, Caller caller) {
    var function = AliasedFunction.of(FunctionName.addressed(request.functionName(), null, caller));
    var route = rules.route(function, request.functionVersion(), request.routingConfig(), null);
    var description = Objects.requireNonNullElse(request.description(), "");
    var alias = Alias.created(function, request.name(), description, route);
    aliases.create(alias);
    return Members.copy(AliasReplies.configuration(alias), CreateAliasResponse.builder()).build();
  }
}
