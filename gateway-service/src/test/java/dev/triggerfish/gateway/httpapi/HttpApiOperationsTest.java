package dev.triggerfish.gateway.httpapi;

import static dev.triggerfish.gateway.httpapi.HttpApiFixture.CALLER;
import static dev.triggerfish.gateway.httpapi.HttpApiFixture.FUNCTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.gateway.fixture.GatewayContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

class HttpApiOperationsTest {

  private final GatewayContext context = new GatewayContext();
  private final HttpApiFixture http = new HttpApiFixture(context);

  @AfterEach
  void close() {
    context.close();
  }

  private static void assertRefused(
      ThrowingCallable call, Class<? extends Exception> type, String message) {
    assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(message);
  }

  @Test
  void quickCreateMakesAnIntegrationARouteAndAStage() {
    var api =
        http.lifecycle.createApi(
            CreateApiRequest.builder()
                .name("x")
                .protocolType(ProtocolType.HTTP)
                .target(FUNCTION)
                .build(),
            CALLER);

    assertThat(api.apiId()).matches("[a-z0-9]{10}");
    assertThat(api.apiEndpoint())
        .isEqualTo("http://" + api.apiId() + ".execute-api.localhost:4566");
    assertThat(api.createdDate()).isEqualTo(context.clock().now());
    var integration =
        http.integrations
            .getIntegrations(GetIntegrationsRequest.builder().apiId(api.apiId()).build(), CALLER)
            .items()
            .getFirst();
    assertThat(integration.integrationUri()).isEqualTo(FUNCTION);
    assertThat(integration.payloadFormatVersion()).isEqualTo("2.0");
    assertThat(integration.apiGatewayManaged()).isTrue();
    var route =
        http.routes
            .getRoutes(GetRoutesRequest.builder().apiId(api.apiId()).build(), CALLER)
            .items()
            .getFirst();
    assertThat(route.routeKey()).isEqualTo("$default");
    assertThat(route.target()).isEqualTo("integrations/" + integration.integrationId());
    var stage =
        http.stages.getStage(
            GetStageRequest.builder().apiId(api.apiId()).stageName("$default").build(), CALLER);
    assertThat(stage.autoDeploy()).isTrue();
    assertThat(stage.deploymentId()).isNotNull();
  }

  @Test
  void anotherTargetAndKeyReplaceThoseOfQuickCreate() {
    var id = http.api(CreateApiRequest.builder().target(FUNCTION).build());

    http.lifecycle.updateApi(
        UpdateApiRequest.builder().apiId(id).target(FUNCTION + "2").routeKey("GET /x").build(),
        CALLER);

    var routes = http.routes.getRoutes(GetRoutesRequest.builder().apiId(id).build(), CALLER);
    assertThat(routes.items()).extracting(r -> r.routeKey()).containsExactly("GET /x");
    var integrations =
        http.integrations.getIntegrations(
            GetIntegrationsRequest.builder().apiId(id).build(), CALLER);
    assertThat(integrations.items())
        .extracting(i -> i.integrationUri())
        .containsExactly(FUNCTION + "2");
  }

  @Test
  void anApiIsItsOwnersInItsRegionAlone() {
    var id = http.api();
    var request = GetApiRequest.builder().apiId(id).build();

    assertThat(http.listing.getApi(request, CALLER).name()).isEqualTo("api");
    assertRefused(
        () -> http.listing.getApi(request, GatewayContext.caller("111111111111", "eu-west-1")),
        NotFoundException.class,
        "Invalid API identifier specified 111111111111:" + id);
    assertRefused(
        () -> http.listing.getApi(request, GatewayContext.caller("000000000000", "us-east-1")),
        NotFoundException.class,
        "Invalid API identifier specified 000000000000:" + id);
    http.lifecycle.deleteApi(DeleteApiRequest.builder().apiId(id).build(), CALLER);
    assertRefused(
        () -> http.listing.getApi(request, CALLER), NotFoundException.class, "Invalid API");
  }

  @Test
  void listsArePagedWithoutLossOrRepetition() {
    var ids = IntStream.range(0, 5).mapToObj(_ -> http.api()).toList();
    var seen = new ArrayList<String>();
    String token = null;
    do {
      var page =
          http.listing.getApis(
              GetApisRequest.builder().maxResults("2").nextToken(token).build(), CALLER);
      page.items().forEach(api -> seen.add(api.apiId()));
      token = page.nextToken();
    } while (token != null);

    assertThat(seen).hasSize(5).containsExactlyInAnyOrderElementsOf(ids);
    for (var wrong : List.of("0", "501", "x")) {
      assertRefused(
          () -> http.listing.getApis(GetApisRequest.builder().maxResults(wrong).build(), CALLER),
          BadRequestException.class,
          "maxResults");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST/augur", "FETCH /items", "GET items", "$connect", "GET /{a+}/b"})
  void routeKeysOfTheWrongFormAreRefused(String routeKey) {
    var id = http.api();

    assertRefused(
        () ->
            http.routes.createRoute(
                CreateRouteRequest.builder().apiId(id).routeKey(routeKey).build(), CALLER),
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
            http.routes.updateRoute(
                UpdateRouteRequest.builder()
                    .apiId(id)
                    .routeId(other)
                    .routeKey("GET /items/{id}")
                    .build(),
                CALLER),
        ConflictException.class,
        "already exists");
    assertThat(http.routes.getRoutes(GetRoutesRequest.builder().apiId(id).build(), CALLER).items())
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
        http.routes.getRoutes(
            GetRoutesRequest.builder().apiId(id).maxResults("100").build(), CALLER);
    assertThat(routes.items()).hasSize(24);
    assertThat(
            http.deployments
                .getDeployments(GetDeploymentsRequest.builder().apiId(id).build(), CALLER)
                .items())
        .hasSize(1);
  }

  @Test
  void routesLeadToIntegrationsOfTheirApi() {
    var id = http.api();
    var foreign = http.integration(http.api(), "2.0");

    for (var target : List.of("integrations/" + foreign, "integrations/none", foreign)) {
      assertRefused(
          () ->
              http.routes.createRoute(
                  CreateRouteRequest.builder().apiId(id).routeKey("GET /").target(target).build(),
                  CALLER),
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
        () -> http.integrations.deleteIntegration(delete, CALLER),
        ConflictException.class,
        "Cannot delete Integration because it is referenced by the following Routes with Ids: ["
            + route
            + "]");
    http.routes.deleteRoute(DeleteRouteRequest.builder().apiId(id).routeId(route).build(), CALLER);
    http.integrations.deleteIntegration(delete, CALLER);
    assertRefused(
        () ->
            http.integrations.getIntegration(
                GetIntegrationRequest.builder().apiId(id).integrationId(integration).build(),
                CALLER),
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
            http.integrations.createIntegration(
                CreateIntegrationRequest.builder()
                    .apiId(id)
                    .integrationType(IntegrationType.MOCK)
                    .build(),
                CALLER),
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
        http.integrations.updateIntegration(
            UpdateIntegrationRequest.builder()
                .apiId(id)
                .integrationId(integration)
                .payloadFormatVersion("2.0")
                .timeoutInMillis(1_000)
                .build(),
            CALLER);
    assertThat(updated.payloadFormatVersion()).isEqualTo("2.0");
    assertThat(updated.timeoutInMillis()).isEqualTo(1_000);
    assertThat(updated.integrationUri()).isEqualTo(FUNCTION);
  }

  @Test
  void stagesHaveNamesAndServeADeploymentOrDeployThemselves() {
    var id = http.api();
    http.autoStage(id, "prod-1", Map.of("a", "b"));

    assertRefused(
        () -> http.autoStage(id, "prod-1", Map.of()),
        ConflictException.class,
        "Stage already exists");
    for (var name : List.of("a.b", "a/b", "$other", "")) {
      assertRefused(
          () -> http.autoStage(id, name, Map.of()),
          BadRequestException.class,
          "Stage name only allows a-zA-Z0-9_- or $default");
    }
    assertRefused(
        () ->
            http.stages.createStage(
                CreateStageRequest.builder().apiId(id).stageName("s").deploymentId("none").build(),
                CALLER),
        BadRequestException.class,
        "Invalid Deployment identifier specified");
    assertRefused(
        () ->
            http.stages.updateStage(
                UpdateStageRequest.builder()
                    .apiId(id)
                    .stageName("prod-1")
                    .deploymentId("any")
                    .build(),
                CALLER),
        BadRequestException.class,
        "AutoDeploy");
  }

  @Test
  void ofAutomaticDeploymentsOnlyTheOneInUseIsKept() {
    var id = http.api();
    var integration = http.integration(id, "2.0");
    http.autoStage(id, "$default", Map.of());
    for (var i = 0; i < 4; i++) {
      http.route(id, "GET /" + i, integration);
    }

    var all =
        http.deployments
            .getDeployments(GetDeploymentsRequest.builder().apiId(id).build(), CALLER)
            .items();
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().autoDeployed()).isTrue();
    assertThat(
            http.stages
                .getStage(GetStageRequest.builder().apiId(id).stageName("$default").build(), CALLER)
                .deploymentId())
        .isEqualTo(all.getFirst().deploymentId());
  }

  @Test
  void aDeploymentInUseCannotBeDeletedAndAnEmptyApiCannotBeDeployed() {
    var id = http.api();
    assertRefused(
        () -> deploy(id, null),
        BadRequestException.class,
        "Unable to deploy API because no routes exist in this API");
    http.route(id, "GET /", http.integration(id, "2.0"));
    var deployment = deploy(id, null);
    http.stages.createStage(
        CreateStageRequest.builder().apiId(id).stageName("s").deploymentId(deployment).build(),
        CALLER);

    assertRefused(
        () -> delete(id, deployment),
        BadRequestException.class,
        "Active stages pointing to this deployment must be moved or deleted");
    var next = deploy(id, "s");
    delete(id, deployment);
    assertThat(
            http.deployments
                .getDeployments(GetDeploymentsRequest.builder().apiId(id).build(), CALLER)
                .items())
        .extracting(d -> d.deploymentId())
        .containsExactly(next);
  }

  private String deploy(String apiId, @org.jspecify.annotations.Nullable String stage) {
    return http.deployments
        .createDeployment(
            CreateDeploymentRequest.builder().apiId(apiId).stageName(stage).build(), CALLER)
        .deploymentId();
  }

  private void delete(String apiId, String deployment) {
    http.deployments.deleteDeployment(
        DeleteDeploymentRequest.builder().apiId(apiId).deploymentId(deployment).build(), CALLER);
  }

  @Test
  void corsIsCheckedKeptAndRemoved() {
    var cors =
        Cors.builder().allowOrigins("https://a.example").allowMethods("get").maxAge(5).build();
    var id = http.api(CreateApiRequest.builder().corsConfiguration(cors).build());
    var get = GetApiRequest.builder().apiId(id).build();

    assertThat(http.listing.getApi(get, CALLER).corsConfiguration().allowMethods())
        .containsExactly("GET");
    assertRefused(
        () -> update(id, Cors.builder().allowOrigins("a.example").build()),
        BadRequestException.class,
        "Invalid format for origin a.example");
    assertRefused(
        () -> update(id, Cors.builder().allowOrigins("*").allowCredentials(true).build()),
        BadRequestException.class,
        "allowCredentials");
    http.lifecycle.deleteCorsConfiguration(
        DeleteCorsConfigurationRequest.builder().apiId(id).build(), CALLER);
    assertThat(http.listing.getApi(get, CALLER).corsConfiguration()).isNull();
  }

  private void update(String apiId, Cors cors) {
    http.lifecycle.updateApi(
        UpdateApiRequest.builder().apiId(apiId).corsConfiguration(cors).build(), CALLER);
  }

  @Test
  void apisAndStagesAreTagged() {
    var id = http.api(CreateApiRequest.builder().tags(Map.of("a", "1")).build());
    http.autoStage(id, "$default", Map.of());
    var api = "arn:aws:apigateway:eu-west-1::/apis/" + id;
    for (var arn : List.of(api, api + "/stages/$default")) {
      http.tagging.tagResource(
          TagResourceRequest.builder().resourceArn(arn).tags(Map.of("b", "2", "c", "3")).build(),
          CALLER);
      http.tagging.untagResource(
          UntagResourceRequest.builder().resourceArn(arn).tagKeys("c").build(), CALLER);
    }

    assertThat(tags(api)).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(tags(api + "/stages/$default")).isEqualTo(Map.of("b", "2"));
    assertRefused(() -> tags("arn:aws:s3:::b"), BadRequestException.class, "Invalid ARN");
  }

  private Map<String, String> tags(String arn) {
    return http.tagging.getTags(GetTagsRequest.builder().resourceArn(arn).build(), CALLER).tags();
  }

  @Test
  void resourcesAreNamedAsPoliciesNameThem() {
    var resolver = new ApiResourceResolver();

    assertThat(
            resolver.resolve(
                "/apis/{ApiId}/routes/{RouteId}",
                DeleteRouteRequest.builder().apiId("a").routeId("r").build(),
                CALLER))
        .isEqualTo("arn:aws:apigateway:eu-west-1::/apis/a/routes/r");
    assertThat(
            resolver.resolve(
                "/tags/{ResourceArn}",
                GetTagsRequest.builder().resourceArn("arn:aws:x::/apis/a").build(),
                CALLER))
        .isEqualTo("arn:aws:apigateway:eu-west-1::/tags/arn%3Aaws%3Ax%3A%3A%2Fapis%2Fa");
  }
}
