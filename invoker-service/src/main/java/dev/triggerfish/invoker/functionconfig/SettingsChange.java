package dev.triggerfish.invoker.functionconfig;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.invoker.function.FunctionErrors;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * Takes over what a request sets, by AWS's rules; creating a function is a change of the defaults.
 */
public final class SettingsChange {

  private static final int MOST_MEMORY = 10_240;
  private static final int LONGEST_TIMEOUT = 900;

  /** What a function has whose creator says nothing. */
  public static final FunctionSettings DEFAULTS =
      new FunctionSettings(
          "", "", "", "", 3, 128, 512, null, "PassThrough", null, null, List.of(), null);

  private SettingsChange() {}

  /**
   * The settings after a request.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, if they
   *     are not allowed
   */
  public static FunctionSettings apply(
      UpdateFunctionConfigurationRequest request, FunctionSettings before) {
    if (request.runtimeAsString() != null) {
      Runtimes.check(request.runtimeAsString());
    }
    checkLogLevels(request.loggingConfig());
    checkSizes(request);
    var environment = request.environment();
    if (environment != null) {
      EnvironmentRules.check(environment.variables());
    }
    var tracing = request.tracingConfig() == null ? null : request.tracingConfig().modeAsString();
    var storage = request.ephemeralStorage() == null ? null : request.ephemeralStorage().size();
    return new FunctionSettings(
        or(request.runtimeAsString(), before.runtime()),
        or(request.handler(), before.handler()),
        or(request.role(), before.role()),
        or(request.description(), before.description()),
        or(request.timeout(), before.timeout()),
        or(request.memorySize(), before.memorySize()),
        or(storage, before.ephemeralStorage()),
        environment == null ? before.environment() : environment.variables(),
        or(tracing, before.tracing()),
        request.kmsKeyArn() == null ? before.kmsKeyArn() : emptyToNull(request.kmsKeyArn()),
        logGroup(request.loggingConfig(), before.logGroup()),
        before.layers(),
        DeadLetterRules.target(request.deadLetterConfig(), before.deadLetterTarget()));
  }

  private static void checkLogLevels(@Nullable LoggingConfig logging) {
    if (logging != null
        && (logging.applicationLogLevelAsString() != null
            || logging.systemLogLevelAsString() != null)) {
      throw FunctionErrors.invalid(
          "LogLevel is not supported when LogFormat is set to \"Text\". Remove LogLevel from your"
              + " request or change the LogFormat to \"JSON\" and try again.");
    }
  }

  private static void checkSizes(UpdateFunctionConfigurationRequest request) {
    if (request.memorySize() != null && request.memorySize() > MOST_MEMORY) {
      throw FunctionErrors.invalid(
          "'MemorySize' value failed to satisfy constraint: Member must have value less than or"
              + " equal to "
              + MOST_MEMORY);
    }
    if (request.timeout() != null && request.timeout() > LONGEST_TIMEOUT) {
      throw AwsErrors.validation(
          "1 validation error detected: Value '"
              + request.timeout()
              + "' at 'timeout' failed to satisfy constraint: Member must have value less than or"
              + " equal to "
              + LONGEST_TIMEOUT);
    }
  }

  private static @Nullable String logGroup(
      @Nullable LoggingConfig logging, @Nullable String before) {
    return logging == null || logging.logGroup() == null ? before : logging.logGroup();
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static <T> T or(@Nullable T given, T before) {
    return Objects.requireNonNullElse(given, before);
  }
}
