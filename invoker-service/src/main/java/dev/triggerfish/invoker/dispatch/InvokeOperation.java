package dev.triggerfish.invoker.dispatch;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.trace.TraceHeader;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.invocation.AsyncEventObserver;
import dev.triggerfish.invoker.invocation.AsyncInvocationQueue;
import dev.triggerfish.invoker.invocation.AsyncInvocationQueue.QueuedEvent;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.invocation.InvocationOutcome.FunctionError;
import dev.triggerfish.invoker.invocation.InvocationOutcome.PlatformFailed;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Ran;
import dev.triggerfish.invoker.invocation.InvocationOutcome.RoleRefused;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Throttled;
import dev.triggerfish.invoker.recursion.Lineage;
import dev.triggerfish.invoker.recursion.RecursionSettings;
import dev.triggerfish.policy.Principal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Invoke.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class InvokeOperation implements OperationGroup {

  private static final Logger LOG = LoggerFactory.getLogger(InvokeOperation.class);

  private final FunctionResolver functions;
  private final InvocationService invocations;
  private final AsyncInvocationQueue queue;
  private final RecursionSettings recursion;
  private final AsyncEventObserver observer;

  InvokeOperation(
      FunctionResolver functions,
      InvocationService invocations,
      AsyncInvocationQueue queue,
      RecursionSettings recursion,
      AsyncEventObserver observer) {
    this.functions = functions;
    this.invocations = invocations;
    this.queue = queue;
    this.recursion = recursion;
    this.observer = observer;
  }

  @AwsOperation(
      action = "lambda:InvokeFunction",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "InvocationType", "LogType", "ClientContext", "Payload", "Qualifier"},
      refused = {"DurableExecutionName", "TenantId"})
  InvokeResponse invoke(InvokeRequest request, Caller caller) {
    refuseWhatIsNotSimulated(request);
    var name = FunctionName.addressed(request.functionName(), request.qualifier(), caller);
    var asynchronous = request.invocationType() == InvocationType.EVENT;
    var function =
        functions.resolve(name.accountId(), name.region(), name.name(), name.qualifier());
    var payload = InvocationPayload.checked(request.payload(), asynchronous);
    if (request.invocationType() == InvocationType.DRY_RUN) {
      return InvokeResponse.builder().statusCode(204).build();
    }
    var trace =
        Lineage.next(caller.traceHeader(), TraceHeader.fresh(caller.requestId()), name.arn());
    if (asynchronous) {
      var own = TraceHeader.withParent(trace, caller.requestId());
      queue.enqueue(new QueuedEvent(caller.requestId(), name, payload, own, cause(caller)));
      return traced(InvokeResponse.builder().statusCode(202), own);
    }
    requireNoLoop(name, trace);
    var invocation =
        new Invocation(
            caller.requestId(),
            function.version(),
            function.invokedArn(),
            payload,
            ClientContext.decoded(request.clientContext()),
            trace,
            request.logType() == LogType.TAIL);
    return traced(ofOutcome(invocations.invoke(invocation)), trace);
  }

  /** A service tells itself which event it hands on. */
  private static @Nullable String cause(Caller caller) {
    return caller.principal() instanceof Principal.Service
        ? null
        : TraceHeader.cause(caller.traceHeader());
  }

  /** Of an event that goes round in circles the queue disposes. */
  private void requireNoLoop(FunctionName name, String trace) {
    if (recursion.stops(name, trace)) {
      observer.happened(name, AsyncEventObserver.Incident.RECURSION_STOPPED);
      throw RecursiveInvocationException.builder()
          .type("User")
          .message(
              "Lambda has detected your function being invoked in a recursive loop with other"
                  + " Amazon Web Services resources and stopped your function's invocation.")
          .build();
    }
  }

  private static void refuseWhatIsNotSimulated(InvokeRequest request) {
    if (request.durableExecutionName() != null || request.tenantId() != null) {
      throw InvalidParameterValueException.builder()
          .type("User")
          .message(
              "Triggerfish does not simulate durable executions and tenant isolation: leave out "
                  + "DurableExecutionName and TenantId")
          .build();
    }
  }

  /** The trace is in a header that no model names. */
  private static InvokeResponse traced(InvokeResponse.Builder response, String trace) {
    response.sdkHttpResponse(SdkHttpResponse.builder().putHeader("X-Amzn-Trace-Id", trace).build());
    return response.build();
  }

  private static InvokeResponse.Builder ofOutcome(InvocationOutcome outcome) {
    return switch (outcome) {
      case Ran ran -> ofRun(ran);
      case Throttled throttled -> throw tooManyRequests(throttled);
      case RoleRefused refused -> {
        LOG.debug("The role was refused: {}", refused.message());
        throw AwsErrors.of(
            "AccessDeniedException",
            403,
            "The role defined for the function cannot be assumed by Lambda.");
      }
      case PlatformFailed failed ->
          throw ServiceException.builder()
              .type("Service")
              .message("The function could not be run: " + failed.message())
              .statusCode(500)
              .build();
    };
  }

  private static TooManyRequestsException tooManyRequests(Throttled throttled) {
    var wait = throttled.retryAfterSeconds();
    return TooManyRequestsException.builder()
        .reason(throttled.reason())
        .retryAfterSeconds(wait == null ? null : wait.toString())
        .type("User")
        .message("Rate Exceeded.")
        // An everyday answer under load, not an incident.
        .writableStackTrace(false)
        .build();
  }

  private static InvokeResponse.Builder ofRun(Ran ran) {
    var response =
        InvokeResponse.builder()
            .statusCode(200)
            .executedVersion(ran.execution().version())
            .payload(SdkBytes.fromByteArrayUnsafe(ran.payload()));
    if (ran instanceof FunctionError) {
      response.functionError("Unhandled");
    }
    var tail = ran.execution().logTail();
    if (tail != null) {
      response.logResult(Base64.getEncoder().encodeToString(tail.getBytes(StandardCharsets.UTF_8)));
    }
    return response;
  }
}
