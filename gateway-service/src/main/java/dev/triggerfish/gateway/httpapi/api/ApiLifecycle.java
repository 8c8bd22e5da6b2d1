package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;

/** Making, changing and deleting APIs. */
final class ApiLifecycle implements OperationGroup {

  private final HttpApis apis;
  private final ApiAddresses addresses;

  ApiLifecycle(HttpApis apis, ApiAddresses addresses) {
    this.apis = apis;
    this.addresses = addresses;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html#CreateApi">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:POST",
      resource = "/apis",
      acts = {
        "CorsConfiguration",
        "DisableExecuteApiEndpoint",
        "Name",
        "ProtocolType",
        "RouteKey",
        "RouteSelectionExpression",
        "Tags",
        "Target"
      },
      stored = {
        "ApiKeySelectionExpression",
        "Description",
        "DisableSchemaValidation",
        "IpAddressType",
        "Version"
      },
      refused = {"CredentialsArn", "ProtocolType=WEBSOCKET"})
  CreateApiResponse createApi(CreateApiRequest request, Caller caller) {
    SettingsRules.checkRouteSelection(request.routeSelectionExpression());
    var settings = SettingsRules.of(request);
    var api =
        new HttpApi(
            caller.accountId(),
            caller.region(),
            "",
            apis.now(),
            settings,
            TagRules.merged(Map.of(), request.tags()),
            Map.of(),
            Map.of(),
            Map.of());
    var quick = QuickCreate.of(api, request.target(), request.routeKey(), apis.now());
    return Replies.fill(CreateApiResponse.builder(), ApiReplies.of(apis.create(quick), addresses))
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html#UpdateApi">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:PATCH",
      resource = "/apis/{ApiId}",
      acts = {
        "ApiId",
        "CorsConfiguration",
        "DisableExecuteApiEndpoint",
        "Name",
        "RouteKey",
        "RouteSelectionExpression",
        "Target"
      },
      stored = {
        "ApiKeySelectionExpression",
        "Description",
        "DisableSchemaValidation",
        "IpAddressType",
        "Version"
      },
      refused = "CredentialsArn")
  UpdateApiResponse updateApi(UpdateApiRequest request, Caller caller) {
    SettingsRules.checkRouteSelection(request.routeSelectionExpression());
    var changed =
        apis.change(
            request.apiId(),
            caller,
            api ->
                QuickCreate.update(
                    api.withSettings(SettingsRules.changed(api.settings(), request)),
                    request.target(),
                    request.routeKey()));
    return Replies.fill(UpdateApiResponse.builder(), ApiReplies.of(changed, addresses)).build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html#DeleteApi">AWS</a>.
   */
  @AwsOperation(action = "apigateway:DELETE", resource = "/apis/{ApiId}", acts = "ApiId")
  DeleteApiResponse deleteApi(DeleteApiRequest request, Caller caller) {
    apis.delete(request.apiId(), caller);
    return DeleteApiResponse.builder().build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-cors.html">AWS</a>.
   */
  @AwsOperation(action = "apigateway:DELETE", resource = "/apis/{ApiId}/cors", acts = "ApiId")
  DeleteCorsConfigurationResponse deleteCorsConfiguration(
      DeleteCorsConfigurationRequest request, Caller caller) {
    apis.change(request.apiId(), caller, api -> api.withSettings(api.settings().withCors(null)));
    return DeleteCorsConfigurationResponse.builder().build();
  }
}
