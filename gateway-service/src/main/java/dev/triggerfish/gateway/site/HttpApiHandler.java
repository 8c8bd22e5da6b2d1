package dev.triggerfish.gateway.site;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.proxyevent.BodyTooLargeException;
import dev.triggerfish.aws.proxyevent.CorsPolicy;
import dev.triggerfish.aws.proxyevent.ProxyAnswer;
import dev.triggerfish.aws.proxyevent.ProxyAnswerReader;
import dev.triggerfish.aws.proxyevent.ProxyAuthorizer;
import dev.triggerfish.aws.proxyevent.ProxyEvent;
import dev.triggerfish.aws.proxyevent.ProxyEventContext;
import dev.triggerfish.aws.proxyevent.ProxyEventV1;
import dev.triggerfish.aws.proxyevent.ProxyFront;
import dev.triggerfish.aws.proxyevent.ProxyRequest;
import dev.triggerfish.aws.proxyevent.SiteAnswer;
import dev.triggerfish.aws.trace.TraceHeader;
import dev.triggerfish.aws.web.Site;
import dev.triggerfish.aws.web.SiteHandler;
import dev.triggerfish.gateway.integration.FunctionInvoker;
import dev.triggerfish.gateway.integration.FunctionInvoker.Outcome;
import dev.triggerfish.gateway.integration.FunctionUri;
import dev.triggerfish.gateway.site.RouteTree.Match;
import dev.triggerfish.gateway.site.ServedApi.FunctionCall;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers calls of HTTP APIs: stage, preflight, route, function, in this order.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html">HTTP
 *     APIs</a>
 */
final class HttpApiHandler implements SiteHandler {

  private static final Logger log = LoggerFactory.getLogger(HttpApiHandler.class);
  private static final int BODY_LIMIT = 10 * 1024 * 1024;
  private static final int HEADERS_LIMIT = 10_240;
  private static final String OPTIONS = "OPTIONS ";

  private final ServedApis apis;
  private final FunctionInvoker functions;
  private final ApiAccess access;
  private final PlatformClock clock;

  HttpApiHandler(
      ServedApis apis, FunctionInvoker functions, ApiAccess access, PlatformClock clock) {
    this.apis = apis;
    this.functions = functions;
    this.access = access;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return Site.EXECUTE_API;
  }

  @Override
  public void handle(Site site, AwsHttpRequest request, HttpServletResponse response)
      throws IOException {
    var requestId = GatewayRequestId.next();
    answer(site, request, requestId).with("apigw-requestid", requestId).writeTo(response);
  }

  SiteAnswer answer(Site site, AwsHttpRequest received, String requestId) throws IOException {
    if (headerBytes(received) > HEADERS_LIMIT) {
      return ApiAnswers.headersTooLarge();
    }
    var api = apis.find(site.id());
    if (api == null) {
      return ApiAnswers.forbidden();
    }
    var byPath = !site.rawPath().equals(received.rawPath());
    var path = StagePath.of(api, site.rawPath(), byPath);
    if (path == null || path.stage().endpointDisabled()) {
      return ApiAnswers.notFound();
    }
    var cors = path.stage().cors();
    try {
      var request = ProxyRequest.read(received, path.eventPath(), BODY_LIMIT);
      var answer = answer(new Call(api, path, received, request, requestId));
      return cors == null || CorsPolicy.isPreflight(request)
          ? answer
          : cors.applyTo(answer, request);
    } catch (BodyTooLargeException e) {
      return ApiAnswers.bodyTooLarge();
    }
  }

  /** A call on its way. */
  private record Call(
      ServedApi api,
      StagePath path,
      AwsHttpRequest received,
      ProxyRequest request,
      String requestId) {}

  private SiteAnswer answer(Call call) {
    var route = call.path.stage().routes().find(call.request.method(), call.path.routePath());
    var cors = call.path.stage().cors();
    if (cors != null && CorsPolicy.isPreflight(call.request) && !answersOptions(route)) {
      return cors.preflight(call.request);
    }
    if (route == null) {
      return ApiAnswers.notFound();
    }
    var target = route.target().target();
    return target == null ? ApiAnswers.failed() : answer(call, route, target);
  }

  /** Whether the API's owner has said who answers, see the CORS page: a route for the method. */
  private static boolean answersOptions(@Nullable Match<FunctionCall> route) {
    return route != null && route.target().routeKey().startsWith(OPTIONS);
  }

  private SiteAnswer answer(Call call, Match<FunctionCall> route, FunctionUri target) {
    var function = route.target();
    ProxyAuthorizer authorizer = null;
    if (function.signed()) {
      authorizer = access.admit(call.api, resource(call), call.received, call.request.body());
      if (authorizer == null) {
        return ApiAnswers.forbidden();
      }
    }
    var first = function.payloadFormatVersion().equals("1.0");
    var event = event(call, route, authorizer, first);
    var source = source(call, function.routeKey());
    return switch (functions.call(target.functionArn(), source, event, function.timeoutMillis())) {
      case Outcome.Answered answered -> read(answered.payload(), first, source);
      case Outcome.Failed _ -> ApiAnswers.failed();
      case Outcome.Unavailable _ -> ApiAnswers.unavailable();
      case Outcome.TooLarge _ -> ApiAnswers.bodyTooLarge();
    };
  }

  private byte[] event(
      Call call, Match<FunctionCall> route, @Nullable ProxyAuthorizer authorizer, boolean first) {
    var context = context(call, route, authorizer);
    var trace = TraceHeader.orNew(call.request.header("x-amzn-trace-id"));
    var request = call.request.forwarded(call.received.scheme(), trace);
    return first
        ? ProxyEventV1.write(request, call.received, context)
        : ProxyEvent.write(request, context);
  }

  private static SiteAnswer read(byte[] payload, boolean first, Arn source) {
    var answer =
        first
            ? ProxyAnswerReader.readV1(payload, ProxyFront.HTTP_API)
            : ProxyAnswerReader.read(payload, ProxyFront.HTTP_API);
    return switch (answer) {
      case ProxyAnswer.Formed formed -> formed.answer();
      case ProxyAnswer.Malformed malformed -> {
        log.warn("{} got a malformed answer: {}", source, malformed.reason());
        yield ApiAnswers.failed();
      }
    };
  }

  private ProxyEventContext context(
      Call call, Match<FunctionCall> route, @Nullable ProxyAuthorizer authorizer) {
    var stage = call.path.stage();
    return new ProxyEventContext(
        call.api.accountId(),
        call.api.apiId(),
        route.target().routeKey(),
        stage.name(),
        call.requestId,
        clock.now(),
        authorizer,
        route.parameters(),
        stage.variables());
  }

  /**
   * What functions' policies name: {@code API/STAGE/METHOD/PATH}, the path as the route has it, or
   * {@code API/STAGE/$default}.
   */
  private static Arn source(Call call, String routeKey) {
    var slash = routeKey.indexOf('/');
    return arn(
        call, slash < 0 ? "/" + routeKey : "/" + call.request.method() + routeKey.substring(slash));
  }

  /** What callers' policies name: the path as it was asked for. */
  private static Arn resource(Call call) {
    return arn(call, "/" + call.request.method() + call.path.routePath());
  }

  private static Arn arn(Call call, String behindStage) {
    var api = call.api;
    return Arn.of(
        "execute-api",
        api.region(),
        api.accountId(),
        api.apiId() + "/" + call.path.stage().name() + behindStage);
  }

  private static int headerBytes(AwsHttpRequest request) {
    var query = request.rawQuery();
    var bytes =
        request.method().length()
            + request.rawPath().length()
            + (query == null ? 0 : query.length() + 1);
    for (var name : request.headerNames()) {
      for (var value : request.headers(name)) {
        bytes += name.length() + value.length();
      }
    }
    return bytes;
  }
}
