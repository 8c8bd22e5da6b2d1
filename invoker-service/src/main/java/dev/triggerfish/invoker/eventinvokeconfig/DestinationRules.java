package dev.triggerfish.invoker.eventinvokeconfig;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;

/**
 * What may be a destination of which function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Capturing records of asynchronous invocations</a>
 */
final class DestinationRules {

  private static final Set<String> SERVICES = Set.of("sqs", "sns", "lambda", "events");

  private final FunctionCatalog functions;

  DestinationRules(FunctionCatalog functions) {
    this.functions = functions;
  }

  void check(FunctionName function, @Nullable DestinationConfig config) {
    var onSuccess = onSuccess(config);
    var onFailure = onFailure(config);
    if (!isPossible(onSuccess, false) || !isPossible(onFailure, true)) {
      throw EventInvokeConfigErrors.invalidConfig(onSuccess, onFailure);
    }
    checkFunction(function, onSuccess);
    checkFunction(function, onFailure);
  }

  /** Null for none, which an empty text means too. */
  static @Nullable String onSuccess(@Nullable DestinationConfig config) {
    return config == null || config.onSuccess() == null
        ? null
        : emptyToNull(config.onSuccess().destination());
  }

  static @Nullable String onFailure(@Nullable DestinationConfig config) {
    return config == null || config.onFailure() == null
        ? null
        : emptyToNull(config.onFailure().destination());
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static boolean isPossible(@Nullable String destination, boolean ofFailures) {
    if (destination == null) {
      return true;
    }
    var arn = Arn.parse(destination);
    return arn != null
        && (SERVICES.contains(arn.service()) || (ofFailures && arn.service().equals("s3")));
  }

  private void checkFunction(FunctionName function, @Nullable String destination) {
    var arn = destination == null ? null : Arn.parse(destination);
    if (arn == null || destination == null || !arn.service().equals("lambda")) {
      return;
    }
    if (!arn.resource().startsWith("function:")) {
      throw EventInvokeConfigErrors.invalidArn(destination);
    }
    var named = FunctionName.parse(destination, function.accountId(), function.region());
    if (FunctionKey.of(named).equals(FunctionKey.of(function))) {
      throw EventInvokeConfigErrors.itself();
    }
    // Of another account nobody here can tell.
    if (named.accountId().equals(function.accountId()) && !functions.exists(named)) {
      throw EventInvokeConfigErrors.invalidArn(destination);
    }
  }
}
