package dev.triggerfish.gateway.httpapi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.gateway.fixture.GatewayContext;
import dev.triggerfish.testkit.ServiceContext;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
  static final Caller CALLER = GatewayContext.CALLER;

  final ApiLifecycle lifecycle;
  final ApiListing listing;
  final IntegrationOperations integrations;
  final RouteOperations routes;
  final StageOperations stages;
  final DeploymentOperations deployments;
  final TaggingOperations tagging;

  public HttpApiFixture(ServiceContext context) {
    lifecycle = context.bean(ApiLifecycle.class);
    listing = context.bean(ApiListing.class);
    integrations = context.bean(IntegrationOperations.class);
    routes = context.bean(RouteOperations.class);
    stages = context.bean(StageOperations.class);
    deployments = context.bean(DeploymentOperations.class);
    tagging = context.bean(TaggingOperations.class);
  }

  static void assertRefused(
      ThrowingCallable call, Class<? extends Exception> type, String message) {
    assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(message);
  }

  /** An API without anything; its id. */
  public String api() {
    return api(CreateApiRequest.builder().build());
  }

  /** An API of type HTTP with these settings; its id. */
  public String api(CreateApiRequest settings) {
    return lifecycle
        .createApi(settings.toBuilder().name("api").protocolType(ProtocolType.HTTP).build(), CALLER)
        .apiId();
  }

  /** An integration with {@link #FUNCTION}; its id. */
  public String integration(String apiId, String payloadFormatVersion) {
    return integration(apiId, FUNCTION, payloadFormatVersion, 30_000);
  }

  /** An integration with a function; its id. */
  public String integration(String apiId, String uri, String version, int timeoutMillis) {
    return integrations
        .createIntegration(
            CreateIntegrationRequest.builder()
                .apiId(apiId)
                .integrationType(IntegrationType.AWS_PROXY)
                .integrationUri(uri)
                .payloadFormatVersion(version)
                .timeoutInMillis(timeoutMillis)
                .build(),
            CALLER)
        .integrationId();
  }

  /** A route to an integration; its id. */
  public String route(String apiId, String routeKey, String integrationId) {
    return routes
        .createRoute(
            CreateRouteRequest.builder()
                .apiId(apiId)
                .routeKey(routeKey)
                .target("integrations/" + integrationId)
                .build(),
            CALLER)
        .routeId();
  }

  /** A route to an integration for callers who sign. */
  public void signedRoute(String apiId, String routeKey, String integrationId) {
    routes.createRoute(
        CreateRouteRequest.builder()
            .apiId(apiId)
            .routeKey(routeKey)
            .authorizationType(AuthorizationType.AWS_IAM)
            .target("integrations/" + integrationId)
            .build(),
        CALLER);
  }

  /** A stage that deploys by itself. */
  public void autoStage(String apiId, String name, Map<String, String> variables) {
    stages.createStage(
        CreateStageRequest.builder()
            .apiId(apiId)
            .stageName(name)
            .autoDeploy(true)
            .stageVariables(variables)
            .build(),
        CALLER);
  }
}
