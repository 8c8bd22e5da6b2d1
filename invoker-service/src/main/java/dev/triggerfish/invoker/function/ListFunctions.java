package dev.triggerfish.invoker.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/**
 * Lists an account's functions in one region, by name.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html">ListFunctions
 *     </a>
 */
final class ListFunctions implements OperationGroup {

  private static final int LARGEST_PAGE = 50;

  private final FunctionStore store;

  ListFunctions(FunctionStore store) {
    this.store = store;
  }

  @AwsOperation(
      action = "lambda:ListFunctions",
      acts = {"FunctionVersion", "Marker", "MaxItems"},
      refused = "MasterRegion")
  ListFunctionsResponse listFunctions(ListFunctionsRequest request, Caller caller) {
    var size =
        request.maxItems() == null ? LARGEST_PAGE : Math.min(request.maxItems(), LARGEST_PAGE);
    var found = store.list(caller.accountId(), caller.region(), after(request.marker()), size + 1);
    var page = found.subList(0, Math.min(found.size(), size));
    var qualifier = request.functionVersionAsString() == null ? null : FunctionVersion.LATEST;
    var reply =
        ListFunctionsResponse.builder()
            .functions(page.stream().map(each -> FunctionReplies.listed(each, qualifier)).toList());
    if (found.size() > size) {
      reply.nextMarker(marker(page.getLast().key().name()));
    }
    return reply.build();
  }

  private static String marker(String lastName) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(lastName.getBytes(UTF_8));
  }

  private static String after(@Nullable String marker) {
    try {
      return marker == null ? "" : new String(Base64.getUrlDecoder().decode(marker), UTF_8);
    } catch (IllegalArgumentException e) {
      throw FunctionErrors.invalid("Invalid Marker");
    }
  }
}
