package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/**
 * Reserves concurrency for a function: it has that much for itself, and no more.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html">PutFunctionConcurrency</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html">GetFunctionConcurrency</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html">DeleteFunctionConcurrency</a>
 */
final class FunctionConcurrency implements OperationGroup {

  private final ConcurrencySettings settings;
  private final FunctionCatalog catalog;
  private final FunctionResolver functions;

  FunctionConcurrency(
      ConcurrencySettings settings, FunctionCatalog catalog, FunctionResolver functions) {
    this.settings = settings;
    this.catalog = catalog;
    this.functions = functions;
  }

  @AwsOperation(
      action = "lambda:PutFunctionConcurrency",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "ReservedConcurrentExecutions"})
  PutFunctionConcurrencyResponse putFunctionConcurrency(
      PutFunctionConcurrencyRequest request, Caller caller) {
    var name = unqualified(request.functionName(), caller);
    // Refuses what does not exist, and what is not ready yet.
    functions.resolve(name.accountId(), name.region(), name.name(), null);
    settings.reserve(FunctionId.of(name), request.reservedConcurrentExecutions());
    return PutFunctionConcurrencyResponse.builder()
        .reservedConcurrentExecutions(request.reservedConcurrentExecutions())
        .build();
  }

  @AwsOperation(
      action = "lambda:GetFunctionConcurrency",
      resource = "function:{FunctionName}",
      acts = "FunctionName")
  GetFunctionConcurrencyResponse getFunctionConcurrency(
      GetFunctionConcurrencyRequest request, Caller caller) {
    var name = existing(request.functionName(), caller);
    return GetFunctionConcurrencyResponse.builder()
        .reservedConcurrentExecutions(settings.of(name.accountId(), name.region(), name.name()))
        .build();
  }

  @AwsOperation(
      action = "lambda:DeleteFunctionConcurrency",
      resource = "function:{FunctionName}",
      acts = "FunctionName")
  DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(
      DeleteFunctionConcurrencyRequest request, Caller caller) {
    settings.unreserve(FunctionId.of(existing(request.functionName(), caller)));
    return DeleteFunctionConcurrencyResponse.builder().build();
  }

  private FunctionName existing(String text, Caller caller) {
    var name = unqualified(text, caller);
    if (!catalog.exists(name.accountId(), name.region(), name.name())) {
      throw ConcurrencyErrors.notFound(FunctionId.of(name));
    }
    return name;
  }

  private static FunctionName unqualified(String text, Caller caller) {
    var name = FunctionName.addressed(text, null, caller);
    if (name.qualifier() != null) {
      throw ConcurrencyErrors.qualified();
    }
    return name;
  }
}
