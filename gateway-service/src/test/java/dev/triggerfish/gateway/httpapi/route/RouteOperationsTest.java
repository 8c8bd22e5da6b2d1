package dev.triggerfish.gateway.httpapi.route;

import static dev.triggerfish.gateway.httpapi.api.HttpApiFixture.FUNCTION;
import static dev.triggerfish.gateway.httpapi.api.HttpApiFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.gateway.fixture.GatewayContext;
import dev.triggerfish.gateway.httpapi.api.HttpApiFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;

@OnEachDatabase("gateway")
class RouteOperationsTest {

  private final ServiceContext context;
  private final HttpApiFixture http;

  RouteOperationsTest(TestDatabase database) {
    context = GatewayContext.open(database);
    http = new HttpApiFixture(context);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST/augur", "FETCH /items", "GET items", "$connect", "GET /{a+}/b"})
  void routeKeysOfTheWrongFormAreRefused(String routeKey) {
    var id = http.api();

    assertRefused(
        () ->
            http.client.createRoute(
                CreateRouteRequest.builder().apiId(id).routeKey(routeKey).build()),
        BadRequestException.class,
        "The provided route key is not formatted properly for HTTP protocol. Format should be"
            + " \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"");
  }

  @Test
  void noTwoRoutesTakeTheSameRequests() {
    var id = http.api();
    var integration = http.integration(id, "2.0");
    http.route(id, "GET /items/{id}", integration);
    var other = http.route(id, "$default", integration);

    assertRefused(
        () -> http.route(id, "GET /items/{id}", integration),
        ConflictException.class,
        "Route with key GET /items/{id} already exists for this API");
    assertRefused(
        () -> http.route(id, "GET /items/{name}", integration),
        ConflictException.class,
        "Route with key GET /items/{id} already exists for this API");
    assertRefused(
        () ->
            http.client.updateRoute(
                UpdateRouteRequest.builder()
                    .apiId(id)
                    .routeId(other)
                    .routeKey("GET /items/{id}")
                    .build()),
        ConflictException.class,
        "already exists");
    assertThat(http.client.getRoutes(GetRoutesRequest.builder().apiId(id).build()).items())
        .hasSize(2);
  }

  @Test
  void noChangeIsLostToAnotherAtTheSameTime() throws InterruptedException {
    var id = http.api();
    var integration = http.integration(id, "2.0");
    http.autoStage(id, "$default", Map.of());
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var i = 0; i < 24; i++) {
        var key = "GET /" + i;
        threads.execute(() -> http.route(id, key, integration));
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    var routes =
        http.client.getRoutes(GetRoutesRequest.builder().apiId(id).maxResults("100").build());
    assertThat(routes.items()).hasSize(24);
    assertThat(
            http.client.getDeployments(GetDeploymentsRequest.builder().apiId(id).build()).items())
        .hasSize(1);
  }

  @Test
  void routesLeadToIntegrationsOfTheirApi() {
    var id = http.api();
    var foreign = http.integration(http.api(), "2.0");

    for (var target : List.of("integrations/" + foreign, "integrations/none", foreign)) {
      assertRefused(
          () ->
              http.client.createRoute(
                  CreateRouteRequest.builder().apiId(id).routeKey("GET /").target(target).build()),
          BadRequestException.class,
          "Invalid Integration identifier specified");
    }
  }

  @Test
  void anIntegrationInUseCannotBeDeleted() {
    var id = http.api();
    var integration = http.integration(id, "2.0");
    var route = http.route(id, "GET /", integration);
    var delete = DeleteIntegrationRequest.builder().apiId(id).integrationId(integration).build();

    assertRefused(
        () -> http.client.deleteIntegration(delete),
        ConflictException.class,
        "Cannot delete Integration because it is referenced by the following Routes with Ids: ["
            + route
            + "]");
    http.client.deleteRoute(DeleteRouteRequest.builder().apiId(id).routeId(route).build());
    http.client.deleteIntegration(delete);
    assertRefused(
        () ->
            http.client.getIntegration(
                GetIntegrationRequest.builder().apiId(id).integrationId(integration).build()),
        NotFoundException.class,
        "Invalid Integration identifier specified");
  }

  @Test
  void integrationsCallFunctionsAlone() {
    var id = http.api();
    assertUriRefused(id, "not an arn", "Invalid ARN specified in the request");
    assertUriRefused(
        id,
        "arn:aws:sqs:eu-west-1:000000000000:q",
        "Integrations of type 'AWS_PROXY' currently only supports Lambda function");
    assertUriRefused(id, "https://example.com", "does not simulate HTTP proxies");
    assertThat(
            http.integration(
                id,
                "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
                    + FUNCTION
                    + "/invocations",
                "1.0",
                50))
        .matches("[a-z0-9]{7}");
    assertRefused(
        () ->
            http.client.createIntegration(
                CreateIntegrationRequest.builder()
                    .apiId(id)
                    .integrationType(IntegrationType.MOCK)
                    .build()),
        BadRequestException.class,
        "Currently, an API with a protocol type of HTTP may only be associated with proxy"
            + " integrations (AWS_PROXY, HTTP_PROXY)");
  }

  private void assertUriRefused(String apiId, String uri, String message) {
    assertRefused(
        () -> http.integration(apiId, uri, "2.0", 30_000), BadRequestException.class, message);
  }

  @Test
  void payloadFormatsAreThoseOfAws() {
    var id = http.api();
    var integration = http.integration(id, "1.0");

    assertRefused(
        () -> http.integration(id, "3.0"),
        BadRequestException.class,
        "Invalid payload format version specified: 3.0");
    var updated =
        http.client.updateIntegration(
            UpdateIntegrationRequest.builder()
                .apiId(id)
                .integrationId(integration)
                .payloadFormatVersion("2.0")
                .timeoutInMillis(1_000)
                .build());
    assertThat(updated.payloadFormatVersion()).isEqualTo("2.0");
    assertThat(updated.timeoutInMillis()).isEqualTo(1_000);
    assertThat(updated.integrationUri()).isEqualTo(FUNCTION);
  }
}
