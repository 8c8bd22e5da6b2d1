package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;

/**
 * Gives a function or an alias a URL.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html">
 *     CreateFunctionUrlConfig</a>
 */
final class CreateFunctionUrlConfig implements OperationGroup {

  private final FunctionUrls urls;
  private final FunctionUrlReplies replies;
  private final PlatformClock clock;

  CreateFunctionUrlConfig(FunctionUrls urls, FunctionUrlReplies replies, PlatformClock clock) {
    this.urls = urls;
    this.replies = replies;
    this.clock = clock;
  }

  @AwsOperation(
      action = "lambda:CreateFunctionUrlConfig",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier", "AuthType", "Cors", "InvokeMode"},
      refused = "InvokeMode=RESPONSE_STREAM")
  CreateFunctionUrlConfigResponse createFunctionUrlConfig(
      CreateFunctionUrlConfigRequest request, Caller caller) {
    var name = FunctionUrls.named(request.functionName(), request.qualifier(), caller);
    var now = clock.now().truncatedTo(ChronoUnit.MICROS);
    var url =
        new FunctionUrl(
            urls.newId(), name, request.authType(), CorsSettings.of(request.cors()), now, now);
    urls.create(url);
    var shown = replies.shown(url);
    return CreateFunctionUrlConfigResponse.builder()
        .functionUrl(shown.functionUrl())
        .functionArn(shown.functionArn())
        .authType(shown.authType())
        .cors(shown.cors())
        .creationTime(shown.creationTime())
        .invokeMode(request.invokeMode())
        .build();
  }
}
