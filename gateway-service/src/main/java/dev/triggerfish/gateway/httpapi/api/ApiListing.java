package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;

/** Describing APIs. */
final class ApiListing implements OperationGroup {

  private final HttpApis apis;
  private final ApiAddresses addresses;

  ApiListing(HttpApis apis, ApiAddresses addresses) {
    this.apis = apis;
    this.addresses = addresses;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html#GetApi">AWS</a>.
   */
  @AwsOperation(action = "apigateway:GET", resource = "/apis/{ApiId}", acts = "ApiId")
  GetApiResponse getApi(GetApiRequest request, Caller caller) {
    var api = apis.existing(request.apiId(), caller);
    return Replies.fill(GetApiResponse.builder(), ApiReplies.of(api, addresses)).build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html#GetApis">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:GET",
      resource = "/apis",
      acts = {"MaxResults", "NextToken"})
  GetApisResponse getApis(GetApisRequest request, Caller caller) {
    var asked = PageRequest.of(request.maxResults(), request.nextToken());
    var found =
        apis.store().list(caller.accountId(), caller.region(), asked.after(), asked.most() + 1);
    var page = asked.page(found, HttpApi::apiId);
    return GetApisResponse.builder()
        .items(page.items().stream().map(api -> ApiReplies.of(api, addresses)).toList())
        .nextToken(page.token())
        .build();
  }
}
