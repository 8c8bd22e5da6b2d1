package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigResponse;

/**
 * Changes what a request names of a URL's settings; the address stays.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionUrlConfig.html">
 *     UpdateFunctionUrlConfig</a>
 */
final class UpdateFunctionUrlConfig implements OperationGroup {

  private final FunctionUrls urls;
  private final FunctionUrlReplies replies;
  private final PlatformClock clock;

  UpdateFunctionUrlConfig(FunctionUrls urls, FunctionUrlReplies replies, PlatformClock clock) {
    this.urls = urls;
    this.replies = replies;
    this.clock = clock;
  }

  @AwsOperation(
      action = "lambda:UpdateFunctionUrlConfig",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier", "AuthType", "Cors", "InvokeMode"},
      refused = "InvokeMode=RESPONSE_STREAM")
  UpdateFunctionUrlConfigResponse updateFunctionUrlConfig(
      UpdateFunctionUrlConfigRequest request, Caller caller) {
    var name = FunctionUrls.named(request.functionName(), request.qualifier(), caller);
    var now = clock.now().truncatedTo(ChronoUnit.MICROS);
    var shown = replies.shown(urls.update(name, url -> changed(url, request, now)));
    return UpdateFunctionUrlConfigResponse.builder()
        .functionUrl(shown.functionUrl())
        .functionArn(shown.functionArn())
        .authType(shown.authType())
        .cors(shown.cors())
        .creationTime(shown.creationTime())
        .lastModifiedTime(shown.lastModifiedTime())
        .invokeMode(shown.invokeMode())
        .build();
  }

  private static FunctionUrl changed(
      FunctionUrl url, UpdateFunctionUrlConfigRequest request, Instant now) {
    return new FunctionUrl(
        url.urlId(),
        url.function(),
        request.authType() == null ? url.authType() : request.authType(),
        request.cors() == null ? url.cors() : CorsSettings.of(request.cors()),
        url.created(),
        now);
  }
}
