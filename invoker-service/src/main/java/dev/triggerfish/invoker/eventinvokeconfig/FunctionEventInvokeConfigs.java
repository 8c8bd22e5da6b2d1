package dev.triggerfish.invoker.eventinvokeconfig;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.Members;
import dev.triggerfish.invoker.function.PageMarker;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigResponse;

/**
 * Sets, shows and removes how events of a function are tried and where they go in the end.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html">
 *     PutFunctionEventInvokeConfig</a>
 */
final class FunctionEventInvokeConfigs implements OperationGroup {

  private final EventInvokeConfigs configs;
  private final DestinationRules rules;
  private final FunctionCatalog functions;
  private final PlatformClock clock;

  FunctionEventInvokeConfigs(
      EventInvokeConfigs configs,
      DestinationRules rules,
      FunctionCatalog functions,
      PlatformClock clock) {
    this.configs = configs;
    this.rules = rules;
    this.functions = functions;
    this.clock = clock;
  }

  /** Replaces what is there as a whole. */
  @AwsOperation(
      action = "lambda:PutFunctionEventInvokeConfig",
      resource = "function:{FunctionName}",
      acts = {
        "FunctionName",
        "Qualifier",
        "MaximumRetryAttempts",
        "MaximumEventAgeInSeconds",
        "DestinationConfig"
      })
  PutFunctionEventInvokeConfigResponse putFunctionEventInvokeConfig(
      PutFunctionEventInvokeConfigRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), request.qualifier(), caller);
    var destinations = request.destinationConfig();
    var given =
        new EventInvokeConfig(
            request.maximumRetryAttempts(),
            request.maximumEventAgeInSeconds(),
            DestinationRules.onSuccess(destinations),
            DestinationRules.onFailure(destinations),
            clock.now());
    if (given.maximumRetryAttempts() == null
        && given.maximumEventAgeSeconds() == null
        && destinations == null) {
      throw EventInvokeConfigErrors.nothingGiven();
    }
    requireFunction(name);
    rules.check(name, destinations);
    return Members.copy(
            shown(name, configs.change(name, _ -> given)),
            PutFunctionEventInvokeConfigResponse.builder())
        .build();
  }

  /** Changes what the request names, and leaves the rest. */
  @AwsOperation(
      action = "lambda:UpdateFunctionEventInvokeConfig",
      resource = "function:{FunctionName}",
      acts = {
        "FunctionName",
        "Qualifier",
        "MaximumRetryAttempts",
        "MaximumEventAgeInSeconds",
        "DestinationConfig"
      })
  UpdateFunctionEventInvokeConfigResponse updateFunctionEventInvokeConfig(
      UpdateFunctionEventInvokeConfigRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), request.qualifier(), caller);
    if (request.maximumRetryAttempts() == null
        && request.maximumEventAgeInSeconds() == null
        && request.destinationConfig() == null) {
      throw EventInvokeConfigErrors.nothingGiven();
    }
    requireFunction(name);
    rules.check(name, request.destinationConfig());
    return Members.copy(
            shown(name, configs.change(name, merging(request))),
            UpdateFunctionEventInvokeConfigResponse.builder())
        .build();
  }

  private UnaryOperator<EventInvokeConfig> merging(UpdateFunctionEventInvokeConfigRequest request) {
    var given = request.destinationConfig();
    var now = clock.now();
    return before ->
        new EventInvokeConfig(
            request.maximumRetryAttempts() == null
                ? before.maximumRetryAttempts()
                : request.maximumRetryAttempts(),
            request.maximumEventAgeInSeconds() == null
                ? before.maximumEventAgeSeconds()
                : request.maximumEventAgeInSeconds(),
            given == null || given.onSuccess() == null
                ? before.onSuccess()
                : DestinationRules.onSuccess(given),
            given == null || given.onFailure() == null
                ? before.onFailure()
                : DestinationRules.onFailure(given),
            now);
  }

  @AwsOperation(
      action = "lambda:GetFunctionEventInvokeConfig",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier"})
  GetFunctionEventInvokeConfigResponse getFunctionEventInvokeConfig(
      GetFunctionEventInvokeConfigRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), request.qualifier(), caller);
    return Members.copy(
            shown(name, configs.require(name)), GetFunctionEventInvokeConfigResponse.builder())
        .build();
  }

  @AwsOperation(
      action = "lambda:ListFunctionEventInvokeConfigs",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Marker", "MaxItems"})
  ListFunctionEventInvokeConfigsResponse listFunctionEventInvokeConfigs(
      ListFunctionEventInvokeConfigsRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), null, caller);
    requireFunction(name);
    var size = PageMarker.size(request.maxItems());
    var found = configs.list(name, PageMarker.item(request.marker()), size + 1);
    var page = PageMarker.page(found, size, each -> each.qualifier());
    return ListFunctionEventInvokeConfigsResponse.builder()
        .functionEventInvokeConfigs(
            page.items().stream()
                .map(each -> shown(qualified(name, each.qualifier()), each.config()))
                .toList())
        .nextMarker(page.token())
        .build();
  }

  private static FunctionName qualified(FunctionName name, String qualifier) {
    return new FunctionName(name.accountId(), name.region(), name.name(), qualifier);
  }

  @AwsOperation(
      action = "lambda:DeleteFunctionEventInvokeConfig",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier"})
  void deleteFunctionEventInvokeConfig(
      DeleteFunctionEventInvokeConfigRequest request, Caller caller) {
    configs.delete(FunctionName.addressed(request.functionName(), request.qualifier(), caller));
  }

  private void requireFunction(FunctionName name) {
    if (!functions.exists(name)) {
      throw EventInvokeConfigErrors.noFunction();
    }
  }

  /** Both destinations are always shown, empty where there is none. */
  private static FunctionEventInvokeConfig shown(FunctionName name, EventInvokeConfig config) {
    return FunctionEventInvokeConfig.builder()
        .lastModified(config.lastModified())
        .functionArn(name.arn() + ":" + EventInvokeConfigs.qualifier(name))
        .maximumRetryAttempts(config.maximumRetryAttempts())
        .maximumEventAgeInSeconds(config.maximumEventAgeSeconds())
        .destinationConfig(
            destinations ->
                destinations
                    .onSuccess(success -> success.destination(config.onSuccess()))
                    .onFailure(failure -> failure.destination(config.onFailure())))
        .build();
  }
}
