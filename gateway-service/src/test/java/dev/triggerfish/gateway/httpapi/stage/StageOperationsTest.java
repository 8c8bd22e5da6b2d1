package dev.triggerfish.gateway.httpapi.stage;

import static dev.triggerfish.gateway.httpapi.api.HttpApiFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.gateway.fixture.GatewayContext;
import dev.triggerfish.gateway.httpapi.api.HttpApiFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

@OnEachDatabase("gateway")
class StageOperationsTest {

  private final ServiceContext context;
  private final HttpApiFixture http;

  StageOperationsTest(TestDatabase database) {
    context = GatewayContext.open(database);
    http = new HttpApiFixture(context);
  }

  @AfterEach
  void close() {
    context.close();
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
            http.client.createStage(
                CreateStageRequest.builder().apiId(id).stageName("s").deploymentId("none").build()),
        BadRequestException.class,
        "Invalid Deployment identifier specified");
    assertRefused(
        () ->
            http.client.updateStage(
                UpdateStageRequest.builder()
                    .apiId(id)
                    .stageName("prod-1")
                    .deploymentId("any")
                    .build()),
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

    var all = http.client.getDeployments(GetDeploymentsRequest.builder().apiId(id).build()).items();
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().autoDeployed()).isTrue();
    assertThat(
            http.client
                .getStage(GetStageRequest.builder().apiId(id).stageName("$default").build())
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
    http.client.createStage(
        CreateStageRequest.builder().apiId(id).stageName("s").deploymentId(deployment).build());

    assertRefused(
        () -> delete(id, deployment),
        BadRequestException.class,
        "Active stages pointing to this deployment must be moved or deleted");
    var next = deploy(id, "s");
    delete(id, deployment);
    assertThat(
            http.client.getDeployments(GetDeploymentsRequest.builder().apiId(id).build()).items())
        .extracting(d -> d.deploymentId())
        .containsExactly(next);
  }

  private String deploy(String apiId, @Nullable String stage) {
    return http.client
        .createDeployment(CreateDeploymentRequest.builder().apiId(apiId).stageName(stage).build())
        .deploymentId();
  }

  private void delete(String apiId, String deployment) {
    http.client.deleteDeployment(
        DeleteDeploymentRequest.builder().apiId(apiId).deploymentId(deployment).build());
  }
}
