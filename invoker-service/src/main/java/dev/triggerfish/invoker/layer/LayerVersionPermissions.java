package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.permission.StatementPrincipal;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets other accounts use a version of a layer.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html">
 *     AddLayerVersionPermission</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_RemoveLayerVersionPermission.html">
 *     RemoveLayerVersionPermission</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionPolicy.html">
 *     GetLayerVersionPolicy</a>
 */
final class LayerVersionPermissions implements OperationGroup {

  private static final String VERSION = "layer:{LayerName}:{VersionNumber}";

  private final LayerPolicies policies;

  LayerVersionPermissions(LayerPolicies policies) {
    this.policies = policies;
  }

  @AwsOperation(
      action = "lambda:AddLayerVersionPermission",
      resource = VERSION,
      acts = {
        "LayerName",
        "VersionNumber",
        "StatementId",
        "Action",
        "Principal",
        "OrganizationId",
        "RevisionId"
      })
  AddLayerVersionPermissionResponse addLayerVersionPermission(
      AddLayerVersionPermissionRequest request, Caller caller) {
    var version = LayerKey.Version.of(request.layerName(), request.versionNumber(), caller);
    var statement = statement(request, version.arn());
    var revisionId =
        policies.change(version, request.revisionId(), document -> document.with(statement));
    return AddLayerVersionPermissionResponse.builder()
        .statement(JsonMapper.shared().writeValueAsString(statement))
        .revisionId(revisionId)
        .build();
  }

  private static ObjectNode statement(AddLayerVersionPermissionRequest request, String resource) {
    var statement = JsonMapper.shared().createObjectNode();
    statement.put("Sid", request.statementId());
    statement.put("Effect", "Allow");
    StatementPrincipal.put(statement, request.principal());
    statement.put("Action", request.action());
    statement.put("Resource", resource);
    if (request.organizationId() != null) {
      statement
          .putObject("Condition")
          .putObject("StringEquals")
          .put("aws:PrincipalOrgID", request.organizationId());
    }
    return statement;
  }

  @AwsOperation(
      action = "lambda:RemoveLayerVersionPermission",
      resource = VERSION,
      acts = {"LayerName", "VersionNumber", "StatementId", "RevisionId"})
  RemoveLayerVersionPermissionResponse removeLayerVersionPermission(
      RemoveLayerVersionPermissionRequest request, Caller caller) {
    var version = LayerKey.Version.of(request.layerName(), request.versionNumber(), caller);
    policies.require(version);
    policies.change(
        version, request.revisionId(), document -> document.without(request.statementId()));
    return RemoveLayerVersionPermissionResponse.builder().build();
  }

  @AwsOperation(
      action = "lambda:GetLayerVersionPolicy",
      resource = VERSION,
      acts = {"LayerName", "VersionNumber"})
  GetLayerVersionPolicyResponse getLayerVersionPolicy(
      GetLayerVersionPolicyRequest request, Caller caller) {
    var policy =
        policies.require(LayerKey.Version.of(request.layerName(), request.versionNumber(), caller));
    return GetLayerVersionPolicyResponse.builder()
        .policy(policy.document().json())
        .revisionId(policy.revisionId())
        .build();
  }
}
