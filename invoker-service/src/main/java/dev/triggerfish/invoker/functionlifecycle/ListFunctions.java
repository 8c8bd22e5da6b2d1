package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.PageMarker;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;

/**
 * Lists an account's functions in one region, by name, and the versions of a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html">ListFunctions
 *     </a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html">
 *     ListVersionsByFunction</a>
 */
final class ListFunctions implements OperationGroup {

  private final Functions functions;
  private final FunctionStore store;

  ListFunctions(Functions functions, FunctionStore store) {
    this.functions = functions;
    this.store = store;
  }

  @AwsOperation(
      action = "lambda:ListFunctions",
      acts = {"FunctionVersion", "Marker", "MaxItems"},
      refused = "MasterRegion")
  ListFunctionsResponse listFunctions(ListFunctionsRequest request, Caller caller) {
    var size = PageMarker.size(request.maxItems());
    var all = request.functionVersionAsString() != null;
    var after = Position.of(request.marker());
    var found =
        all
            ? store.listAll(after.key(caller), after.number, size + 1)
            : store.list(caller.accountId(), caller.region(), after.name, size + 1);
    var page = PageMarker.page(found, size, ListFunctions::position);
    return ListFunctionsResponse.builder()
        .functions(
            page.items().stream()
                .map(each -> FunctionReplies.listed(each, all ? each.version() : null))
                .toList())
        .nextMarker(page.token())
        .build();
  }

  @AwsOperation(
      action = "lambda:ListVersionsByFunction",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Marker", "MaxItems"})
  ListVersionsByFunctionResponse listVersionsByFunction(
      ListVersionsByFunctionRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), null, caller);
    var key = functions.requireUnqualified(name).key();
    var size = PageMarker.size(request.maxItems());
    var after = Position.of(request.marker());
    var found = store.versions(key, after.number, size + 1);
    var page = PageMarker.page(found, size, ListFunctions::position);
    return ListVersionsByFunctionResponse.builder()
        .versions(
            page.items().stream()
                .map(each -> FunctionReplies.listed(each, each.version()))
                .toList())
        .nextMarker(page.token())
        .build();
  }

  private static String position(StoredFunction last) {
    return last.key().name() + ":" + last.number();
  }

  /** The version that a page begins after. */
  private record Position(String name, long number) {

    private static Position of(@Nullable String marker) {
      var item = PageMarker.item(marker);
      var colon = item.indexOf(':');
      if (colon < 0) {
        return new Position(item, -1);
      }
      try {
        return new Position(
            item.substring(0, colon), Long.parseLong(item, colon + 1, item.length(), 10));
      } catch (NumberFormatException e) {
        throw PageMarker.invalid();
      }
    }

    private FunctionKey key(Caller caller) {
      return new FunctionKey(caller.accountId(), caller.region(), name);
    }
  }
}
