package dev.triggerfish.gateway.httpapi.integration;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.gateway.httpapi.api.ApiErrors;
import dev.triggerfish.gateway.httpapi.api.ApiIds;
import dev.triggerfish.gateway.httpapi.api.ApiIntegration;
import dev.triggerfish.gateway.httpapi.api.ApiRoute;
import dev.triggerfish.gateway.httpapi.api.HttpApi;
import dev.triggerfish.gateway.httpapi.api.HttpApis;
import dev.triggerfish.gateway.httpapi.api.IntegrationRules;
import dev.triggerfish.gateway.httpapi.api.PageRequest;
import dev.triggerfish.gateway.httpapi.api.Replies;
import dev.triggerfish.gateway.httpapi.api.SettingsRules;
import java.util.Comparator;
import java.util.Objects;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;

/** Integrations: which functions an API calls, and how. */
final class IntegrationOperations implements OperationGroup {

  private static final String ALL = "/apis/{ApiId}/integrations";
  private static final String ONE = "/apis/{ApiId}/integrations/{IntegrationId}";

  private final HttpApis apis;

  IntegrationOperations(HttpApis apis) {
    this.apis = apis;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html#CreateIntegration">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:POST",
      resource = ALL,
      acts = {
        "ApiId",
        "ConnectionType",
        "IntegrationType",
        "IntegrationUri",
        "PayloadFormatVersion",
        "TimeoutInMillis"
      },
      stored = {"Description", "IntegrationMethod"},
      refused = {
        "ConnectionId",
        "ConnectionType=VPC_LINK",
        "ContentHandlingStrategy",
        "CredentialsArn",
        "IntegrationSubtype",
        "IntegrationType=HTTP_PROXY",
        "PassthroughBehavior",
        "RequestParameters",
        "RequestTemplates",
        "ResponseParameters",
        "TemplateSelectionExpression",
        "TlsConfig"
      })
  CreateIntegrationResponse createIntegration(CreateIntegrationRequest request, Caller caller) {
    IntegrationRules.checkType(request.integrationTypeAsString());
    if (request.payloadFormatVersion() == null) {
      throw ApiErrors.badRequest("PayloadFormatVersion is a required parameter for HTTP protocol");
    }
    var integration =
        IntegrationRules.checked(
            new ApiIntegration(
                ApiIds.next(ApiIds.PART),
                IntegrationRules.checkedUri(request.integrationUri()),
                request.integrationMethod(),
                request.description(),
                request.payloadFormatVersion(),
                Objects.requireNonNullElse(
                    request.timeoutInMillis(), ApiIntegration.LONGEST_TIMEOUT_MILLIS),
                false));
    apis.change(request.apiId(), caller, api -> added(api, integration));
    return Replies.fill(CreateIntegrationResponse.builder(), reply(integration)).build();
  }

  private static HttpApi added(HttpApi api, ApiIntegration integration) {
    if (api.integrations().size() >= IntegrationRules.MOST) {
      throw ApiErrors.limitReached("Integrations for this API");
    }
    return api.with(integration);
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html#UpdateIntegration">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:PATCH",
      resource = ONE,
      acts = {
        "ApiId",
        "ConnectionType",
        "IntegrationId",
        "IntegrationType",
        "IntegrationUri",
        "PayloadFormatVersion",
        "TimeoutInMillis"
      },
      stored = {"Description", "IntegrationMethod"},
      refused = {
        "ConnectionId",
        "ConnectionType=VPC_LINK",
        "ContentHandlingStrategy",
        "CredentialsArn",
        "IntegrationSubtype",
        "IntegrationType=HTTP_PROXY",
        "PassthroughBehavior",
        "RequestParameters",
        "RequestTemplates",
        "ResponseParameters",
        "TemplateSelectionExpression",
        "TlsConfig"
      })
  UpdateIntegrationResponse updateIntegration(UpdateIntegrationRequest request, Caller caller) {
    IntegrationRules.checkType(request.integrationTypeAsString());
    var changed =
        apis.change(
            request.apiId(),
            caller,
            api -> api.with(changed(existing(api, request.integrationId()), request)));
    return Replies.fill(
            UpdateIntegrationResponse.builder(), reply(existing(changed, request.integrationId())))
        .build();
  }

  private static ApiIntegration changed(
      ApiIntegration integration, UpdateIntegrationRequest request) {
    return IntegrationRules.checked(
        new ApiIntegration(
            integration.integrationId(),
            request.integrationUri() == null
                ? integration.uri()
                : IntegrationRules.checkedUri(request.integrationUri()),
            SettingsRules.given(request.integrationMethod(), integration.method()),
            SettingsRules.given(request.description(), integration.description()),
            Objects.requireNonNullElse(
                request.payloadFormatVersion(), integration.payloadFormatVersion()),
            Objects.requireNonNullElse(request.timeoutInMillis(), integration.timeoutMillis()),
            integration.managed()));
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html#GetIntegration">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:GET",
      resource = ONE,
      acts = {"ApiId", "IntegrationId"})
  GetIntegrationResponse getIntegration(GetIntegrationRequest request, Caller caller) {
    var api = apis.existing(request.apiId(), caller);
    return Replies.fill(
            GetIntegrationResponse.builder(), reply(existing(api, request.integrationId())))
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html#GetIntegrations">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:GET",
      resource = ALL,
      acts = {"ApiId", "MaxResults", "NextToken"})
  GetIntegrationsResponse getIntegrations(GetIntegrationsRequest request, Caller caller) {
    var asked = PageRequest.of(request.maxResults(), request.nextToken());
    var all =
        apis.existing(request.apiId(), caller).integrations().values().stream()
            .sorted(Comparator.comparing(ApiIntegration::integrationId))
            .toList();
    var page = asked.of(all, ApiIntegration::integrationId);
    return GetIntegrationsResponse.builder()
        .items(page.items().stream().map(IntegrationOperations::reply).toList())
        .nextToken(page.token())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations-integrationid.html#DeleteIntegration">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:DELETE",
      resource = ONE,
      acts = {"ApiId", "IntegrationId"})
  DeleteIntegrationResponse deleteIntegration(DeleteIntegrationRequest request, Caller caller) {
    apis.change(request.apiId(), caller, api -> without(api, request.integrationId()));
    return DeleteIntegrationResponse.builder().build();
  }

  private static HttpApi without(HttpApi api, String integrationId) {
    existing(api, integrationId);
    var users =
        api.routes().values().stream()
            .filter(route -> integrationId.equals(ApiRoute.integrationId(route.target())))
            .map(ApiRoute::routeId)
            .toList();
    if (!users.isEmpty()) {
      throw ApiErrors.conflict(
          "Cannot delete Integration because it is referenced by the following Routes with Ids: "
              + users);
    }
    return api.withoutIntegration(integrationId);
  }

  private static ApiIntegration existing(HttpApi api, String integrationId) {
    var integration = api.integrations().get(integrationId);
    if (integration == null) {
      throw ApiErrors.notFound("Invalid Integration identifier specified");
    }
    return integration;
  }

  private static Integration reply(ApiIntegration integration) {
    return Integration.builder()
        .apiGatewayManaged(integration.managed() ? true : null)
        .connectionType(ConnectionType.INTERNET)
        .description(integration.description())
        .integrationId(integration.integrationId())
        .integrationMethod(Objects.requireNonNullElse(integration.method(), "POST"))
        .integrationType(IntegrationType.AWS_PROXY)
        .integrationUri(integration.uri())
        .payloadFormatVersion(integration.payloadFormatVersion())
        .timeoutInMillis(integration.timeoutMillis())
        .build();
  }
}
