package dev.triggerfish.gateway.httpapi.stage;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.gateway.httpapi.api.ApiErrors;
import dev.triggerfish.gateway.httpapi.api.ApiStage;
import dev.triggerfish.gateway.httpapi.api.HttpApi;
import dev.triggerfish.gateway.httpapi.api.HttpApis;
import dev.triggerfish.gateway.httpapi.api.PageRequest;
import dev.triggerfish.gateway.httpapi.api.Replies;
import dev.triggerfish.gateway.httpapi.api.SettingsRules;
import dev.triggerfish.gateway.httpapi.api.TagRules;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageResponse;

/** Stages: where an API is served, and which deployment of it. */
final class StageOperations implements OperationGroup {

  private static final String ALL = "/apis/{ApiId}/stages";
  private static final String ONE = "/apis/{ApiId}/stages/{StageName}";

  private final HttpApis apis;

  StageOperations(HttpApis apis) {
    this.apis = apis;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html#CreateStage">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:POST",
      resource = ALL,
      acts = {"ApiId", "AutoDeploy", "DeploymentId", "StageName", "StageVariables", "Tags"},
      stored = "Description",
      refused = {
        "AccessLogSettings",
        "ClientCertificateId",
        "DefaultRouteSettings",
        "RouteSettings"
      })
  CreateStageResponse createStage(CreateStageRequest request, Caller caller) {
    var now = apis.now();
    var stage =
        StageRules.checked(
            new ApiStage(
                StageRules.checkedName(request.stageName()),
                request.deploymentId(),
                Boolean.TRUE.equals(request.autoDeploy()),
                request.description(),
                request.stageVariables(),
                TagRules.merged(Map.of(), request.tags()),
                null,
                now,
                now,
                false));
    StageRules.checkDeploymentGiven(stage.autoDeploy(), request.deploymentId());
    var changed = apis.change(request.apiId(), caller, api -> added(api, stage));
    return Replies.fill(
            CreateStageResponse.builder(), reply(existing(changed, request.stageName())))
        .build();
  }

  private HttpApi added(HttpApi api, ApiStage stage) {
    if (api.stages().containsKey(stage.name())) {
      throw ApiErrors.conflict("Stage already exists");
    }
    if (api.stages().size() >= StageRules.MOST) {
      throw ApiErrors.limitReached("Stages for this API");
    }
    return api.with(deployable(api, stage));
  }

  private ApiStage deployable(HttpApi api, ApiStage stage) {
    var id = stage.deploymentId();
    if (id != null && apis.store().deployment(api.apiId(), id) == null) {
      throw ApiErrors.badRequest("Invalid Deployment identifier specified");
    }
    return stage;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html#UpdateStage">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:PATCH",
      resource = ONE,
      acts = {"ApiId", "AutoDeploy", "DeploymentId", "StageName", "StageVariables"},
      stored = "Description",
      refused = {
        "AccessLogSettings",
        "ClientCertificateId",
        "DefaultRouteSettings",
        "RouteSettings"
      })
  UpdateStageResponse updateStage(UpdateStageRequest request, Caller caller) {
    var changed =
        apis.change(
            request.apiId(),
            caller,
            api -> api.with(deployable(api, changed(existing(api, request.stageName()), request))));
    return Replies.fill(
            UpdateStageResponse.builder(), reply(existing(changed, request.stageName())))
        .build();
  }

  private ApiStage changed(ApiStage stage, UpdateStageRequest request) {
    boolean autoDeploy = Objects.requireNonNullElse(request.autoDeploy(), stage.autoDeploy());
    StageRules.checkDeploymentGiven(autoDeploy, request.deploymentId());
    return StageRules.checked(
        new ApiStage(
            stage.name(),
            SettingsRules.given(request.deploymentId(), stage.deploymentId()),
            autoDeploy,
            SettingsRules.given(request.description(), stage.description()),
            StageRules.changed(stage.variables(), request),
            stage.tags(),
            stage.lastDeployment(),
            stage.createdAt(),
            apis.now(),
            stage.managed()));
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html#GetStage">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:GET",
      resource = ONE,
      acts = {"ApiId", "StageName"})
  GetStageResponse getStage(GetStageRequest request, Caller caller) {
    var api = apis.existing(request.apiId(), caller);
    return Replies.fill(GetStageResponse.builder(), reply(existing(api, request.stageName())))
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html#GetStages">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:GET",
      resource = ALL,
      acts = {"ApiId", "MaxResults", "NextToken"})
  GetStagesResponse getStages(GetStagesRequest request, Caller caller) {
    var asked = PageRequest.of(request.maxResults(), request.nextToken());
    var all =
        apis.existing(request.apiId(), caller).stages().values().stream()
            .sorted(Comparator.comparing(ApiStage::name))
            .toList();
    var page = asked.of(all, ApiStage::name);
    return GetStagesResponse.builder()
        .items(page.items().stream().map(StageOperations::reply).toList())
        .nextToken(page.token())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html#DeleteStage">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:DELETE",
      resource = ONE,
      acts = {"ApiId", "StageName"})
  DeleteStageResponse deleteStage(DeleteStageRequest request, Caller caller) {
    apis.change(
        request.apiId(),
        caller,
        api -> api.withoutStage(existing(api, request.stageName()).name()));
    return DeleteStageResponse.builder().build();
  }

  static ApiStage existing(HttpApi api, String name) {
    var stage = api.stages().get(name);
    if (stage == null) {
      throw ApiErrors.notFound("Invalid stage identifier specified");
    }
    return stage;
  }

  private static Stage reply(ApiStage stage) {
    return Stage.builder()
        .apiGatewayManaged(stage.managed() ? true : null)
        .autoDeploy(stage.autoDeploy() ? true : null)
        .createdDate(Instant.ofEpochMilli(stage.createdAt()))
        .defaultRouteSettings(RouteSettings.builder().detailedMetricsEnabled(false).build())
        .deploymentId(stage.deploymentId())
        .description(stage.description())
        .lastDeploymentStatusMessage(stage.lastDeployment())
        .lastUpdatedDate(Instant.ofEpochMilli(stage.updatedAt()))
        .routeSettings(Map.of())
        .stageName(stage.name())
        .stageVariables(stage.variables())
        .tags(stage.tags())
        .build();
  }
}
