package dev.triggerfish.invoker.alias;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.Members;
import java.util.Objects;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/**
 * Moves an alias, or changes how it shares out invocations.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html">UpdateAlias</a>
 */
final class UpdateAlias implements OperationGroup {

  private final Aliases aliases;
  private final AliasStore store;
  private final AliasRules rules;

  UpdateAlias(Aliases aliases, AliasStore store, AliasRules rules) {
    this.aliases = aliases;
    this.store = store;
    this.rules = rules;
  }

  @AwsOperation(
      action = "lambda:UpdateAlias",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Name", "FunctionVersion", "RoutingConfig", "RevisionId"},
      stored = "Description")
  UpdateAliasResponse updateAlias(UpdateAliasRequest request, Caller caller) {
    var function = AliasedFunction.of(FunctionName.addressed(request.functionName(), null, caller));
    var before = store.find(function, request.name());
    if (before == null) {
      throw AliasErrors.notFound(function.arn(request.name()));
    }
    if (request.revisionId() != null && !request.revisionId().equals(before.revisionId())) {
      throw FunctionErrors.staleRevision();
    }
    var version = Objects.requireNonNullElse(request.functionVersion(), before.route().primary());
    var route = rules.route(function, version, request.routingConfig(), before.route());
    var description = Objects.requireNonNullElse(request.description(), before.description());
    var updated = before.updated(description, route);
    aliases.update(before, updated);
    return Members.copy(AliasReplies.configuration(updated), UpdateAliasResponse.builder()).build();
  }
}
