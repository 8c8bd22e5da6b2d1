package dev.triggerfish.gateway.httpapi.api;

import static dev.triggerfish.gateway.httpapi.api.HttpApiFixture.FUNCTION;
import static dev.triggerfish.gateway.httpapi.api.HttpApiFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.gateway.fixture.GatewayContext;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;

@OnEachDatabase("gateway")
class HttpApiOperationsTest {

  private final ServiceContext context;
  private final HttpApiFixture http;

  HttpApiOperationsTest(TestDatabase database) {
    context = GatewayContext.open(database);
    http = new HttpApiFixture(context);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void quickCreateMakesAnIntegrationARouteAndAStage() {
    var api =
        http.client.createApi(
            CreateApiRequest.builder()
                .name("x")
                .protocolType(ProtocolType.HTTP)
                .target(FUNCTION)
                .build());

    assertThat(api.apiId()).matches("[a-z0-9]{10}");
    assertThat(api.apiEndpoint())
        .isEqualTo("http://" + api.apiId() + ".execute-api.localhost:4566");
    assertThat(api.createdDate()).isEqualTo(context.clock().now());
    var integration =
        http.client
            .getIntegrations(GetIntegrationsRequest.builder().apiId(api.apiId()).build())
            .items()
            .getFirst();
    assertThat(integration.integrationUri()).isEqualTo(FUNCTION);
    assertThat(integration.payloadFormatVersion()).isEqualTo("2.0");
    assertThat(integration.apiGatewayManaged()).isTrue();
    var route =
        http.client
            .getRoutes(GetRoutesRequest.builder().apiId(api.apiId()).build())
            .items()
            .getFirst();
    assertThat(route.routeKey()).isEqualTo("$default");
    assertThat(route.target()).isEqualTo("integrations/" + integration.integrationId());
    var stage =
        http.client.getStage(
            GetStageRequest.builder().apiId(api.apiId()).stageName("$default").build());
    assertThat(stage.autoDeploy()).isTrue();
    assertThat(stage.deploymentId()).isNotNull();
  }

  @Test
  void anotherTargetAndKeyReplaceThoseOfQuickCreate() {
    var id = http.api(CreateApiRequest.builder().target(FUNCTION).build());

    http.client.updateApi(
        UpdateApiRequest.builder().apiId(id).target(FUNCTION + "2").routeKey("GET /x").build());

    var routes = http.client.getRoutes(GetRoutesRequest.builder().apiId(id).build());
    assertThat(routes.items()).extracting(r -> r.routeKey()).containsExactly("GET /x");
    var integrations =
        http.client.getIntegrations(GetIntegrationsRequest.builder().apiId(id).build());
    assertThat(integrations.items())
        .extracting(i -> i.integrationUri())
        .containsExactly(FUNCTION + "2");
  }

  @Test
  void anApiIsItsOwnersInItsRegionAlone() {
    var id = http.api();
    var request = GetApiRequest.builder().apiId(id).build();

    assertThat(http.client.getApi(request).name()).isEqualTo("api");
    assertRefused(
        () -> http.as(Callers.root("111111111111", "eu-west-1")).getApi(request),
        NotFoundException.class,
        "Invalid API identifier specified 111111111111:" + id);
    assertRefused(
        () -> http.as(Callers.root("000000000000", "us-east-1")).getApi(request),
        NotFoundException.class,
        "Invalid API identifier specified 000000000000:" + id);
    http.client.deleteApi(DeleteApiRequest.builder().apiId(id).build());
    assertRefused(() -> http.client.getApi(request), NotFoundException.class, "Invalid API");
  }

  @Test
  void listsArePagedWithoutLossOrRepetition() {
    var ids = IntStream.range(0, 5).mapToObj(_ -> http.api()).toList();
    var seen = new ArrayList<String>();
    String token = null;
    do {
      var page =
          http.client.getApis(GetApisRequest.builder().maxResults("2").nextToken(token).build());
      page.items().forEach(api -> seen.add(api.apiId()));
      token = page.nextToken();
    } while (token != null);

    assertThat(seen).hasSize(5).containsExactlyInAnyOrderElementsOf(ids);
    for (var wrong : List.of("0", "501", "x")) {
      assertRefused(
          () -> http.client.getApis(GetApisRequest.builder().maxResults(wrong).build()),
          BadRequestException.class,
          "maxResults");
    }
  }

  @Test
  @Timeout(60)
  void readingAsOftenAsThereAreConnectionsLeavesConnectionsForOthers() {
    var id = http.api(CreateApiRequest.builder().target(FUNCTION).build());
    for (var read = 0; read < 2 * TestDatabase.CONNECTIONS; read++) {
      http.client.getApi(GetApiRequest.builder().apiId(id).build());
      http.client.getApis(GetApisRequest.builder().build());
      http.client.getStages(GetStagesRequest.builder().apiId(id).build());
      http.client.getRoutes(GetRoutesRequest.builder().apiId(id).build());
      http.client.getIntegrations(GetIntegrationsRequest.builder().apiId(id).build());
      var deployments =
          http.client.getDeployments(GetDeploymentsRequest.builder().apiId(id).build());
      assertThat(deployments.items()).hasSize(1);
    }
  }

  @Test
  void corsIsCheckedKeptAndRemoved() {
    var cors =
        Cors.builder().allowOrigins("https://a.example").allowMethods("get").maxAge(5).build();
    var id = http.api(CreateApiRequest.builder().corsConfiguration(cors).build());
    var get = GetApiRequest.builder().apiId(id).build();

    assertThat(http.client.getApi(get).corsConfiguration().allowMethods()).containsExactly("GET");
    assertRefused(
        () -> update(id, Cors.builder().allowOrigins("a.example").build()),
        BadRequestException.class,
        "Invalid format for origin a.example");
    assertRefused(
        () -> update(id, Cors.builder().allowOrigins("*").allowCredentials(true).build()),
        BadRequestException.class,
        "allowCredentials");
    http.client.deleteCorsConfiguration(DeleteCorsConfigurationRequest.builder().apiId(id).build());
    assertThat(http.client.getApi(get).corsConfiguration()).isNull();
  }

  private void update(String apiId, Cors cors) {
    http.client.updateApi(UpdateApiRequest.builder().apiId(apiId).corsConfiguration(cors).build());
  }

  @Test
  void apisAndStagesAreTagged() {
    var id = http.api(CreateApiRequest.builder().tags(Map.of("a", "1")).build());
    http.autoStage(id, "$default", Map.of());
    var api = "arn:aws:apigateway:eu-west-1::/apis/" + id;
    for (var arn : List.of(api, api + "/stages/$default")) {
      http.client.tagResource(
          TagResourceRequest.builder().resourceArn(arn).tags(Map.of("b", "2", "c", "3")).build());
      http.client.untagResource(
          UntagResourceRequest.builder().resourceArn(arn).tagKeys("c").build());
    }

    assertThat(tags(api)).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(tags(api + "/stages/$default")).isEqualTo(Map.of("b", "2"));
    assertRefused(() -> tags("arn:aws:s3:::b"), BadRequestException.class, "Invalid ARN");
  }

  private Map<String, String> tags(String arn) {
    return http.client.getTags(GetTagsRequest.builder().resourceArn(arn).build()).tags();
  }

  @Test
  void resourcesAreNamedAsPoliciesNameThem() {
    var resolver = new ApiResourceResolver();

    assertThat(
            resolver.resolve(
                "/apis/{ApiId}/routes/{RouteId}",
                DeleteRouteRequest.builder().apiId("a").routeId("r").build(),
                GatewayContext.CALLER))
        .isEqualTo("arn:aws:apigateway:eu-west-1::/apis/a/routes/r");
    assertThat(
            resolver.resolve(
                "/tags/{ResourceArn}",
                GetTagsRequest.builder().resourceArn("arn:aws:x::/apis/a").build(),
                GatewayContext.CALLER))
        .isEqualTo("arn:aws:apigateway:eu-west-1::/tags/arn%3Aaws%3Ax%3A%3A%2Fapis%2Fa");
  }
}
