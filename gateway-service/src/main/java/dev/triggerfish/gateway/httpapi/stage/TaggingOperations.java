package dev.triggerfish.gateway.httpapi.stage;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.gateway.httpapi.api.HttpApis;
import dev.triggerfish.gateway.httpapi.api.TagRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceResponse;

/** Tags of APIs and stages. */
final class TaggingOperations implements OperationGroup {

  private static final String TAGS = "/tags/{ResourceArn}";

  private final HttpApis apis;

  TaggingOperations(HttpApis apis) {
    this.apis = apis;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/tags-resource-arn.html#TagResource">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:POST",
      resource = TAGS,
      acts = {"ResourceArn", "Tags"})
  TagResourceResponse tagResource(TagResourceRequest request, Caller caller) {
    change(request.resourceArn(), caller, tags -> TagRules.merged(tags, request.tags()));
    return TagResourceResponse.builder().build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/tags-resource-arn.html#UntagResource">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:DELETE",
      resource = TAGS,
      acts = {"ResourceArn", "TagKeys"})
  UntagResourceResponse untagResource(UntagResourceRequest request, Caller caller) {
    change(
        request.resourceArn(),
        caller,
        tags -> {
          var left = new LinkedHashMap<>(tags);
          left.keySet().removeAll(request.tagKeys());
          return left;
        });
    return UntagResourceResponse.builder().build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/tags-resource-arn.html#GetTags">AWS</a>.
   */
  @AwsOperation(action = "apigateway:GET", resource = TAGS, acts = "ResourceArn")
  GetTagsResponse getTags(GetTagsRequest request, Caller caller) {
    var tagged = TaggedResource.parse(request.resourceArn());
    var api = apis.existing(tagged.apiId(), caller);
    var tags =
        tagged.stage() == null ? api.tags() : StageOperations.existing(api, tagged.stage()).tags();
    return GetTagsResponse.builder().tags(tags).build();
  }

  private void change(String arn, Caller caller, UnaryOperator<Map<String, String>> change) {
    var tagged = TaggedResource.parse(arn);
    apis.change(
        tagged.apiId(),
        caller,
        api -> {
          if (tagged.stage() == null) {
            return api.withTags(change.apply(api.tags()));
          }
          var stage = StageOperations.existing(api, tagged.stage());
          return api.with(stage.withTags(change.apply(stage.tags())));
        });
  }
}
