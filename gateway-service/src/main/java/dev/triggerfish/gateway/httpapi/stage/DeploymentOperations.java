package dev.triggerfish.gateway.httpapi.stage;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.gateway.httpapi.api.ApiDeployment;
import dev.triggerfish.gateway.httpapi.api.ApiErrors;
import dev.triggerfish.gateway.httpapi.api.AutoDeployment;
import dev.triggerfish.gateway.httpapi.api.DeployedContent;
import dev.triggerfish.gateway.httpapi.api.HttpApi;
import dev.triggerfish.gateway.httpapi.api.HttpApis;
import dev.triggerfish.gateway.httpapi.api.PageRequest;
import dev.triggerfish.gateway.httpapi.api.Replies;
import dev.triggerfish.gateway.httpapi.api.SettingsRules;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.DeploymentStatus;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentResponse;

/** Deployments: copies of an API that stages serve. */
final class DeploymentOperations implements OperationGroup {

  private static final String ALL = "/apis/{ApiId}/deployments";
  private static final String ONE = "/apis/{ApiId}/deployments/{DeploymentId}";
  private static final int LONGEST_DESCRIPTION = 1_024;

  /** AWS names no limit; each is a copy of the API. */
  private static final int MOST = 1_000;

  private final HttpApis apis;
  private final AutoDeployment deployments;

  DeploymentOperations(HttpApis apis, AutoDeployment deployments) {
    this.apis = apis;
    this.deployments = deployments;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html#CreateDeployment">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:POST",
      resource = ALL,
      acts = {"ApiId", "StageName"},
      stored = "Description")
  CreateDeploymentResponse createDeployment(CreateDeploymentRequest request, Caller caller) {
    SettingsRules.checkLength(request.description(), "Description", LONGEST_DESCRIPTION);
    var created = new AtomicReference<ApiDeployment>();
    apis.change(
        request.apiId(),
        caller,
        api -> {
          var deployment = deployed(api, request);
          created.set(deployment);
          return request.stageName() == null
              ? api
              : api.with(
                  StageOperations.existing(api, request.stageName())
                      .deployed(deployment.deploymentId(), apis.now()));
        });
    return Replies.fill(CreateDeploymentResponse.builder(), reply(created.get())).build();
  }

  private ApiDeployment deployed(HttpApi api, CreateDeploymentRequest request) {
    if (api.routes().isEmpty()) {
      throw ApiErrors.badRequest("Unable to deploy API because no routes exist in this API");
    }
    if (apis.store().countDeployments(api.apiId()) >= MOST) {
      throw ApiErrors.limitReached("Deployments for this API");
    }
    return deployments.newDeployment(
        api.apiId(), DeployedContent.of(api), request.description(), false);
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments-deploymentid.html#UpdateDeployment">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:PATCH",
      resource = ONE,
      acts = {"ApiId", "DeploymentId"},
      stored = "Description")
  UpdateDeploymentResponse updateDeployment(UpdateDeploymentRequest request, Caller caller) {
    SettingsRules.checkLength(request.description(), "Description", LONGEST_DESCRIPTION);
    apis.existing(request.apiId(), caller);
    var deployment = existing(request.apiId(), request.deploymentId());
    var changed =
        new ApiDeployment(
            deployment.deploymentId(),
            deployment.createdAt(),
            SettingsRules.given(request.description(), deployment.description()),
            deployment.autoDeployed(),
            deployment.snapshot());
    apis.store().update(request.apiId(), changed);
    return Replies.fill(UpdateDeploymentResponse.builder(), reply(changed)).build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments-deploymentid.html#GetDeployment">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:GET",
      resource = ONE,
      acts = {"ApiId", "DeploymentId"})
  GetDeploymentResponse getDeployment(GetDeploymentRequest request, Caller caller) {
    apis.existing(request.apiId(), caller);
    return Replies.fill(
            GetDeploymentResponse.builder(),
            reply(existing(request.apiId(), request.deploymentId())))
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html#GetDeployments">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:GET",
      resource = ALL,
      acts = {"ApiId", "MaxResults", "NextToken"})
  GetDeploymentsResponse getDeployments(GetDeploymentsRequest request, Caller caller) {
    apis.existing(request.apiId(), caller);
    var asked = PageRequest.of(request.maxResults(), request.nextToken());
    var found = apis.store().deployments(request.apiId(), asked.after(), asked.most() + 1);
    var page = asked.page(found, ApiDeployment::deploymentId);
    return GetDeploymentsResponse.builder()
        .items(page.items().stream().map(DeploymentOperations::reply).toList())
        .nextToken(page.token())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments-deploymentid.html#DeleteDeployment">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:DELETE",
      resource = ONE,
      acts = {"ApiId", "DeploymentId"})
  DeleteDeploymentResponse deleteDeployment(DeleteDeploymentRequest request, Caller caller) {
    apis.change(
        request.apiId(),
        caller,
        api -> {
          var id = existing(api.apiId(), request.deploymentId()).deploymentId();
          if (api.stages().values().stream().anyMatch(stage -> id.equals(stage.deploymentId()))) {
            throw ApiErrors.badRequest(
                "Active stages pointing to this deployment must be moved or deleted");
          }
          apis.store().deleteDeployment(api.apiId(), id);
          return api;
        });
    return DeleteDeploymentResponse.builder().build();
  }

  private ApiDeployment existing(String apiId, String deploymentId) {
    var deployment = apis.store().deployment(apiId, deploymentId);
    if (deployment == null) {
      throw ApiErrors.notFound("Invalid Deployment identifier specified");
    }
    return deployment;
  }

  private static Deployment reply(ApiDeployment deployment) {
    return Deployment.builder()
        .autoDeployed(deployment.autoDeployed())
        .createdDate(Instant.ofEpochMilli(deployment.createdAt()))
        .deploymentId(deployment.deploymentId())
        .deploymentStatus(DeploymentStatus.DEPLOYED)
        .description(deployment.description())
        .build();
  }
}
