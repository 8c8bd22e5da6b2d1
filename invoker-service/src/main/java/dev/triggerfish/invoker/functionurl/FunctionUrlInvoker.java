package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.proxyevent.ProxyAnswer;
import dev.triggerfish.aws.proxyevent.ProxyAnswerReader;
import dev.triggerfish.aws.proxyevent.ProxyAuthorizer;
import dev.triggerfish.aws.proxyevent.ProxyEvent;
import dev.triggerfish.aws.proxyevent.ProxyEventContext;
import dev.triggerfish.aws.proxyevent.ProxyFront;
import dev.triggerfish.aws.proxyevent.ProxyRequest;
import dev.triggerfish.aws.proxyevent.SiteAnswer;
import dev.triggerfish.aws.trace.TraceHeader;
import dev.triggerfish.invoker.dispatch.InvocationService;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** From a request to a function's event, and from its answer to the client's. */
final class FunctionUrlInvoker {

  private static final Logger LOG = LoggerFactory.getLogger(FunctionUrlInvoker.class);

  private final FunctionResolver functions;
  private final InvocationService invocations;
  private final PlatformClock clock;

  FunctionUrlInvoker(
      FunctionResolver functions, InvocationService invocations, PlatformClock clock) {
    this.functions = functions;
    this.invocations = invocations;
    this.clock = clock;
  }

  /** Runs the function of a URL, whose caller has been let in, and waits for its answer. */
  SiteAnswer invoke(
      FunctionUrl url,
      ProxyRequest request,
      String scheme,
      @Nullable ProxyAuthorizer authorizer,
      String requestId) {
    var name = url.function();
    var trace = TraceHeader.fresh(requestId);
    var account = authorizer instanceof ProxyAuthorizer.Iam iam ? iam.accountId() : "anonymous";
    var event =
        ProxyEvent.write(
            request.forwarded(scheme, trace.substring(0, trace.indexOf(';'))),
            ProxyEventContext.ofFunctionUrl(
                account, url.urlId(), requestId, clock.now(), authorizer));
    if (event.length > FunctionUrlSite.PAYLOAD_LIMIT) {
      return FunctionUrlAnswers.tooLarge(FunctionUrlSite.PAYLOAD_LIMIT);
    }
    try {
      var function =
          functions.resolve(name.accountId(), name.region(), name.name(), name.qualifier());
      var invocation =
          new Invocation(
              requestId, function.version(), function.invokedArn(), event, null, trace, false);
      return ofOutcome(url, invocations.invoke(invocation)).with("X-Amzn-Trace-Id", trace);
    } catch (ResourceNotFoundException e) {
      // Deleted since the URL was looked up.
      return FunctionUrlAnswers.forbidden();
    }
  }

  private static SiteAnswer ofOutcome(FunctionUrl url, InvocationOutcome outcome) {
    return switch (outcome) {
      case InvocationOutcome.Succeeded succeeded -> ofPayload(url, succeeded.payload());
      case InvocationOutcome.FunctionError _ -> FunctionUrlAnswers.functionFailed();
      case InvocationOutcome.Throttled throttled -> FunctionUrlAnswers.throttled(throttled);
      case InvocationOutcome.RoleRefused refused -> {
        LOG.info("The role of {} was refused: {}", url.functionArn(), refused.message());
        yield FunctionUrlAnswers.error(
            AwsErrors.of(
                "AccessDeniedException",
                403,
                "The role defined for the function cannot be assumed by Lambda."));
      }
      case InvocationOutcome.PlatformFailed failed -> {
        LOG.error("{} could not be run: {}", url.functionArn(), failed.message());
        yield FunctionUrlAnswers.platformFailed();
      }
    };
  }

  private static SiteAnswer ofPayload(FunctionUrl url, byte[] payload) {
    return switch (ProxyAnswerReader.read(payload, ProxyFront.FUNCTION_URL)) {
      case ProxyAnswer.Formed formed -> formed.answer();
      case ProxyAnswer.Malformed malformed -> {
        LOG.info("{} answered its URL wrongly: {}", url.functionArn(), malformed.reason());
        yield FunctionUrlAnswers.functionFailed();
      }
    };
  }
}
