package dev.triggerfish.invoker.functionconfig;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.invoker.function.FunctionErrors;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a function's environment variables may be.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda
 *     environment variables</a>
 */
final class EnvironmentRules {

  private static final int MOST_BYTES = 4096;
  private static final Pattern KEY = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR",
          "AWS_LAMBDA_MAX_CONCURRENCY",
          "AWS_LAMBDA_METADATA_API",
          "AWS_LAMBDA_METADATA_TOKEN");

  private EnvironmentRules() {}

  static void check(Map<String, String> variables) {
    var reserved = new TreeSet<>(variables.keySet());
    reserved.retainAll(RESERVED);
    if (!reserved.isEmpty()) {
      throw FunctionErrors.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided contains reserved keys that are currently not"
              + " supported for modification. Reserved keys used in this request: "
              + String.join(", ", reserved));
    }
    if (!variables.keySet().stream().allMatch(key -> KEY.matcher(key).matches())) {
      throw AwsErrors.validation(
          "1 validation error detected: Value at 'environment.variables' failed to satisfy"
              + " constraint: Map keys must satisfy constraint: [Member must satisfy regular"
              + " expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]");
    }
    var measured = JSON.writeValueAsString(variables);
    if (measured.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw FunctionErrors.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit. String measured: "
              + measured);
    }
  }
}
