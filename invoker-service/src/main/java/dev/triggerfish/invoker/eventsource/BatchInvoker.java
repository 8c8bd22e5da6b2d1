package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.trace.TraceHeader;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.recursion.Lineage;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Invokes functions with batches, as any synchronous caller is served. */
final class BatchInvoker {

  private static final Logger LOG = LoggerFactory.getLogger(BatchInvoker.class);

  private final FunctionResolver functions;
  private final Function<Invocation, InvocationOutcome> invocations;

  BatchInvoker(FunctionResolver functions, Function<Invocation, InvocationOutcome> invocations) {
    this.functions = functions;
    this.invocations = invocations;
  }

  /** Runs a function and waits for its outcome; never throws. */
  Attempt invoke(FunctionName name, byte[] event) {
    var requestId = UUID.randomUUID().toString();
    try {
      var function =
          functions.resolve(name.accountId(), name.region(), name.name(), name.qualifier());
      var trace = Lineage.next(null, TraceHeader.fresh(requestId), name.arn());
      return new Attempt(
          requestId,
          invocations.apply(
              new Invocation(
                  requestId,
                  function.version(),
                  function.invokedArn(),
                  event,
                  null,
                  trace,
                  false)));
    } catch (ResourceNotFoundException | ResourceConflictException e) {
      return failed(requestId, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.error("{} could not be run with a batch", name, e);
      return failed(requestId, e.toString());
    }
  }

  private static Attempt failed(String requestId, String message) {
    return new Attempt(requestId, new InvocationOutcome.PlatformFailed(message));
  }
}
