package dev.triggerfish.gateway.httpapi.route;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.gateway.httpapi.api.ApiErrors;
import dev.triggerfish.gateway.httpapi.api.ApiIds;
import dev.triggerfish.gateway.httpapi.api.ApiRoute;
import dev.triggerfish.gateway.httpapi.api.HttpApi;
import dev.triggerfish.gateway.httpapi.api.HttpApis;
import dev.triggerfish.gateway.httpapi.api.PageRequest;
import dev.triggerfish.gateway.httpapi.api.Replies;
import dev.triggerfish.gateway.httpapi.api.RouteRules;
import dev.triggerfish.gateway.httpapi.api.SettingsRules;
import java.util.Comparator;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponse;

/** Routes: which requests an API takes. */
final class RouteOperations implements OperationGroup {

  private static final String ALL = "/apis/{ApiId}/routes";
  private static final String ONE = "/apis/{ApiId}/routes/{RouteId}";
  private static final int LONGEST_OPERATION_NAME = 64;

  private final HttpApis apis;

  RouteOperations(HttpApis apis) {
    this.apis = apis;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html#CreateRoute">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:POST",
      resource = ALL,
      acts = {"ApiId", "AuthorizationType", "RouteKey", "Target"},
      stored = "OperationName",
      refused = {
        "ApiKeyRequired",
        "AuthorizationScopes",
        "AuthorizationType=CUSTOM",
        "AuthorizationType=JWT",
        "AuthorizerId",
        "ModelSelectionExpression",
        "RequestModels",
        "RequestParameters",
        "RouteResponseSelectionExpression"
      })
  CreateRouteResponse createRoute(CreateRouteRequest request, Caller caller) {
    SettingsRules.checkLength(request.operationName(), "OperationName", LONGEST_OPERATION_NAME);
    var route =
        new ApiRoute(
            ApiIds.next(ApiIds.PART),
            RouteRules.checked(request.routeKey()),
            request.target(),
            RouteRules.authorizationType(request.authorizationTypeAsString(), RouteRules.OPEN),
            request.operationName(),
            false);
    apis.change(request.apiId(), caller, api -> added(api, route));
    return Replies.fill(CreateRouteResponse.builder(), reply(route)).build();
  }

  private static HttpApi added(HttpApi api, ApiRoute route) {
    if (api.routes().size() >= RouteRules.MOST) {
      throw ApiErrors.limitReached("Routes for this API");
    }
    return put(api, route);
  }

  private static HttpApi put(HttpApi api, ApiRoute route) {
    RouteRules.checkedTarget(api, route.target());
    RouteRules.checkUnique(api, route);
    return api.with(route);
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid.html#UpdateRoute">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:PATCH",
      resource = ONE,
      acts = {"ApiId", "AuthorizationType", "RouteId", "RouteKey", "Target"},
      stored = "OperationName",
      refused = {
        "ApiKeyRequired",
        "AuthorizationScopes",
        "AuthorizationType=CUSTOM",
        "AuthorizationType=JWT",
        "AuthorizerId",
        "ModelSelectionExpression",
        "RequestModels",
        "RequestParameters",
        "RouteResponseSelectionExpression"
      })
  UpdateRouteResponse updateRoute(UpdateRouteRequest request, Caller caller) {
    SettingsRules.checkLength(request.operationName(), "OperationName", LONGEST_OPERATION_NAME);
    var changed =
        apis.change(
            request.apiId(),
            caller,
            api -> put(api, changed(existing(api, request.routeId()), request)));
    return Replies.fill(UpdateRouteResponse.builder(), reply(existing(changed, request.routeId())))
        .build();
  }

  private static ApiRoute changed(ApiRoute route, UpdateRouteRequest request) {
    return new ApiRoute(
        route.routeId(),
        request.routeKey() == null ? route.routeKey() : RouteRules.checked(request.routeKey()),
        SettingsRules.given(request.target(), route.target()),
        RouteRules.authorizationType(
            request.authorizationTypeAsString(), route.authorizationType()),
        SettingsRules.given(request.operationName(), route.operationName()),
        route.managed());
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid.html#GetRoute">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:GET",
      resource = ONE,
      acts = {"ApiId", "RouteId"})
  GetRouteResponse getRoute(GetRouteRequest request, Caller caller) {
    var api = apis.existing(request.apiId(), caller);
    return Replies.fill(GetRouteResponse.builder(), reply(existing(api, request.routeId())))
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html#GetRoutes">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:GET",
      resource = ALL,
      acts = {"ApiId", "MaxResults", "NextToken"})
  GetRoutesResponse getRoutes(GetRoutesRequest request, Caller caller) {
    var asked = PageRequest.of(request.maxResults(), request.nextToken());
    var all =
        apis.existing(request.apiId(), caller).routes().values().stream()
            .sorted(Comparator.comparing(ApiRoute::routeId))
            .toList();
    var page = asked.of(all, ApiRoute::routeId);
    return GetRoutesResponse.builder()
        .items(page.items().stream().map(RouteOperations::reply).toList())
        .nextToken(page.token())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid.html#DeleteRoute">AWS</a>.
   */
  @AwsOperation(
      action = "apigateway:DELETE",
      resource = ONE,
      acts = {"ApiId", "RouteId"})
  DeleteRouteResponse deleteRoute(DeleteRouteRequest request, Caller caller) {
    apis.change(
        request.apiId(),
        caller,
        api -> api.withoutRoute(existing(api, request.routeId()).routeId()));
    return DeleteRouteResponse.builder().build();
  }

  private static ApiRoute existing(HttpApi api, String routeId) {
    var route = api.routes().get(routeId);
    if (route == null) {
      throw ApiErrors.notFound("Invalid Route identifier specified");
    }
    return route;
  }

  private static Route reply(ApiRoute route) {
    return Route.builder()
        .apiGatewayManaged(route.managed() ? true : null)
        .apiKeyRequired(false)
        .authorizationType(route.authorizationType())
        .operationName(route.operationName())
        .routeId(route.routeId())
        .routeKey(route.routeKey())
        .target(route.target())
        .build();
  }
}
