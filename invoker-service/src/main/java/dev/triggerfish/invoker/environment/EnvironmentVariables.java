package dev.triggerfish.invoker.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The variables of an environment; those that depend on the language and on paths are added by the
 * executor.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda
 *     environment variables</a>
 */
final class EnvironmentVariables {

  /** Reserved, and never set here: a function's own value is not handed on. */
  private static final Set<String> WITHHELD =
      Set.of(
          "AWS_ACCESS_KEY",
          "_X_AMZN_TRACE_ID",
          "AWS_LAMBDA_MAX_CONCURRENCY",
          "AWS_LAMBDA_METADATA_API",
          "AWS_LAMBDA_METADATA_TOKEN",
          "AWS_EXECUTION_ENV");

  private EnvironmentVariables() {}

  static Map<String, String> of(EnvironmentIdentity identity, String runtimeApi, String awsApis) {
    var version = identity.version();
    var variables = new LinkedHashMap<String, String>();
    variables.put("AWS_ENDPOINT_URL", "http://" + awsApis);
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
    variables.put("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:2000");
    variables.put("_AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1");
    variables.put("_AWS_XRAY_DAEMON_PORT", "2000");
    variables.putAll(version.environment());
    variables.keySet().removeAll(WITHHELD);
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("AWS_REGION", version.region());
    variables.put("AWS_DEFAULT_REGION", version.region());
    var credentials = identity.credentials();
    variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
    variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    if (!version.runtime().startsWith("provided")) {
      variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + version.runtime());
    }
    variables.put("AWS_LAMBDA_FUNCTION_NAME", version.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", version.version());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(version.memoryMb()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", version.logGroup());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", identity.logStream());
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("_HANDLER", version.handler() == null ? "" : version.handler());
    if (version.logFormat().equals("JSON")) {
      variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
      variables.put("AWS_LAMBDA_LOG_LEVEL", "INFO");
    }
    return variables;
  }
}
