package dev.triggerfish.invoker.alias;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.function.Members;
import dev.triggerfish.invoker.function.PageMarker;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;

/**
 * Shows aliases.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html">GetAlias</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html">ListAliases</a>
 */
final class GetAlias implements OperationGroup {

  private final AliasStore store;
  private final FunctionCatalog functions;

  GetAlias(AliasStore store, FunctionCatalog functions) {
    this.store = store;
    this.functions = functions;
  }

  @AwsOperation(
      action = "lambda:GetAlias",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Name"})
  GetAliasResponse getAlias(GetAliasRequest request, Caller caller) {
    var function = AliasedFunction.of(FunctionName.addressed(request.functionName(), null, caller));
    var alias = store.find(function, request.name());
    if (alias == null) {
      throw AliasErrors.cannotFind(function.arn(request.name()));
    }
    return Members.copy(AliasReplies.configuration(alias), GetAliasResponse.builder()).build();
  }

  @AwsOperation(
      action = "lambda:ListAliases",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "FunctionVersion", "Marker", "MaxItems"})
  ListAliasesResponse listAliases(ListAliasesRequest request, Caller caller) {
    var function = AliasedFunction.of(FunctionName.addressed(request.functionName(), null, caller));
    if (functions.roleOf(function, FunctionVersion.LATEST) == null) {
      throw FunctionErrors.notFound(function, null);
    }
    var size = PageMarker.size(request.maxItems());
    var after = PageMarker.item(request.marker());
    var found = store.list(function, request.functionVersion(), after, size + 1);
    var page = PageMarker.page(found, size, Alias::name);
    return ListAliasesResponse.builder()
        .aliases(page.items().stream().map(AliasReplies::configuration).toList())
        .nextMarker(page.token())
        .build();
  }
}
