package dev.triggerfish.gateway.httpapi.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.catalogue.AwsService;
import dev.triggerfish.aws.model.ServiceModels;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.OperationRegistry;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.gateway.fixture.GatewayContext;
import dev.triggerfish.testkit.ServiceContext;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;

/** Makes APIs by their operations. */
public final class HttpApiFixture {

  public static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:f";

  /** Calls the operations as {@link GatewayContext#CALLER}. */
  public final ApiGatewayV2Client client;

  private final OperationRegistry registry;

  public HttpApiFixture(ServiceContext context) {
    registry =
        new OperationRegistry(
            List.copyOf(context.beans(OperationGroup.class)), new ServiceModels());
    client = as(GatewayContext.CALLER);
  }

  /** Calls the operations as somebody else. */
  public ApiGatewayV2Client as(Caller caller) {
    return (ApiGatewayV2Client)
        Proxy.newProxyInstance(
            ApiGatewayV2Client.class.getClassLoader(),
            new Class<?>[] {ApiGatewayV2Client.class},
            (_, method, arguments) -> call(method.getName(), (SdkRequest) arguments[0], caller));
  }

  private @Nullable Object call(String method, SdkRequest request, Caller caller) {
    var name = Character.toUpperCase(method.charAt(0)) + method.substring(1);
    var operation =
        Objects.requireNonNull(registry.find(AwsService.API_GATEWAY_V2.id(), name), name);
    return operation.call(request, RequestPayload.none(), caller).response();
  }

  public static void assertRefused(
      ThrowingCallable call, Class<? extends Exception> type, String message) {
    assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(message);
  }

  /** An API without anything; its id. */
  public String api() {
    return api(CreateApiRequest.builder().build());
  }

  /** An API of type HTTP with these settings; its id. */
  public String api(CreateApiRequest settings) {
    return client
        .createApi(settings.toBuilder().name("api").protocolType(ProtocolType.HTTP).build())
        .apiId();
  }

  /** An integration with {@link #FUNCTION}; its id. */
  public String integration(String apiId, String payloadFormatVersion) {
    return integration(apiId, FUNCTION, payloadFormatVersion, 30_000);
  }

  /** An integration with a function; its id. */
  public String integration(String apiId, String uri, String version, int timeoutMillis) {
    return client
        .createIntegration(
            CreateIntegrationRequest.builder()
                .apiId(apiId)
                .integrationType(IntegrationType.AWS_PROXY)
                .integrationUri(uri)
                .payloadFormatVersion(version)
                .timeoutInMillis(timeoutMillis)
                .build())
        .integrationId();
  }

  /** A route to an integration; its id. */
  public String route(String apiId, String routeKey, String integrationId) {
    return client
        .createRoute(
            CreateRouteRequest.builder()
                .apiId(apiId)
                .routeKey(routeKey)
                .target("integrations/" + integrationId)
                .build())
        .routeId();
  }

  /** A route to an integration for callers who sign. */
  public void signedRoute(String apiId, String routeKey, String integrationId) {
    client.createRoute(
        CreateRouteRequest.builder()
            .apiId(apiId)
            .routeKey(routeKey)
            .authorizationType(AuthorizationType.AWS_IAM)
            .target("integrations/" + integrationId)
            .build());
  }

  /** A stage that deploys by itself. */
  public void autoStage(String apiId, String name, Map<String, String> variables) {
    client.createStage(
        CreateStageRequest.builder()
            .apiId(apiId)
            .stageName(name)
            .autoDeploy(true)
            .stageVariables(variables)
            .build());
  }
}
