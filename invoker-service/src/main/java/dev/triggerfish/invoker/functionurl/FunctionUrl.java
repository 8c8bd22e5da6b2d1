package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.proxyevent.CorsPolicy;
import dev.triggerfish.invoker.function.FunctionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;

/**
 * A function URL.
 *
 * @param urlId 32 lower-case letters and digits; unique everywhere
 * @param function what it calls; the qualifier is an alias, or null
 * @param authType who may call
 * @param cors null if the function itself is to see to it
 * @param corsRules the same, ready for use
 * @param created platform time
 * @param modified platform time
 */
record FunctionUrl(
    String urlId,
    FunctionName function,
    FunctionUrlAuthType authType,
    @Nullable CorsSettings cors,
    @Nullable CorsPolicy corsRules,
    Instant created,
    Instant modified) {

  FunctionUrl(
      String urlId,
      FunctionName function,
      FunctionUrlAuthType authType,
      @Nullable CorsSettings cors,
      Instant created,
      Instant modified) {
    this(urlId, function, authType, cors, cors == null ? null : cors.rules(), created, modified);
  }

  /** The ARN of what it calls, with the alias if it calls one. */
  String functionArn() {
    return function.qualifier() == null
        ? function.arn()
        : function.arn() + ":" + function.qualifier();
  }
}
