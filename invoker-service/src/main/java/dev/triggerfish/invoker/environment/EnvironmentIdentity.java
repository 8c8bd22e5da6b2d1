package dev.triggerfish.invoker.environment;

import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.role.RoleCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Who an environment is.
 *
 * @param version what it runs
 * @param logStream where its lines go
 * @param credentials what it may do
 */
record EnvironmentIdentity(FunctionVersion version, String logStream, RoleCredentials credentials) {

  /** The longest invocation, and a little: what is begun with credentials ends with them. */
  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(16);

  /** No invocation begins after this. */
  Instant retireAt() {
    return credentials.expiresAt().minus(BEFORE_EXPIRY);
  }

  /**
   * The variables of a runtime.
   *
   * @param runtimeApi host, port and path of its Runtime API
   * @param awsApis host and port of AWS's APIs
   */
  Map<String, String> variables(String runtimeApi, String awsApis) {
    return EnvironmentVariables.of(this, runtimeApi, awsApis);
  }
}
