package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionName;
import java.util.Objects;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;

/**
 * Shows function URLs.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionUrlConfig.html">
 *     GetFunctionUrlConfig</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionUrlConfigs.html">
 *     ListFunctionUrlConfigs</a>
 */
final class GetFunctionUrlConfig implements OperationGroup {

  private static final int LARGEST_PAGE = 50;

  private final FunctionUrls urls;
  private final FunctionUrlReplies replies;

  GetFunctionUrlConfig(FunctionUrls urls, FunctionUrlReplies replies) {
    this.urls = urls;
    this.replies = replies;
  }

  @AwsOperation(
      action = "lambda:GetFunctionUrlConfig",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier"})
  GetFunctionUrlConfigResponse getFunctionUrlConfig(
      GetFunctionUrlConfigRequest request, Caller caller) {
    var name = FunctionUrls.named(request.functionName(), request.qualifier(), caller);
    var shown = replies.shown(urls.require(name));
    return GetFunctionUrlConfigResponse.builder()
        .functionUrl(shown.functionUrl())
        .functionArn(shown.functionArn())
        .authType(shown.authType())
        .cors(shown.cors())
        .creationTime(shown.creationTime())
        .lastModifiedTime(shown.lastModifiedTime())
        .invokeMode(shown.invokeMode())
        .build();
  }

  /** All URLs of a function: its own and those of its aliases. */
  @AwsOperation(
      action = "lambda:ListFunctionUrlConfigs",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Marker", "MaxItems"})
  ListFunctionUrlConfigsResponse listFunctionUrlConfigs(
      ListFunctionUrlConfigsRequest request, Caller caller) {
    var named = FunctionUrls.named(request.functionName(), null, caller);
    var function = new FunctionName(named.accountId(), named.region(), named.name(), null);
    urls.requireFunction(function);
    var size =
        request.maxItems() == null ? LARGEST_PAGE : Math.min(request.maxItems(), LARGEST_PAGE);
    var after = Objects.requireNonNullElse(request.marker(), "");
    var found = urls.list(function, after, size + 1);
    var page = found.subList(0, Math.min(found.size(), size));
    return ListFunctionUrlConfigsResponse.builder()
        .functionUrlConfigs(page.stream().map(replies::shown).toList())
        .nextMarker(found.size() > size ? page.getLast().urlId() : null)
        .build();
  }
}
