package dev.triggerfish.invoker.function;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * Takes over what a request sets, by AWS's rules; creating a function is a change of the defaults.
 * Members that would be ignored are refused, unless their value says what happens anyway, as
 * clients that send every member do.
 */
final class SettingsChange {

  private static final int MOST_MEMORY = 10_240;
  private static final int LONGEST_TIMEOUT = 900;

  /** What a function has whose creator says nothing. */
  static final FunctionSettings DEFAULTS =
      new FunctionSettings("", "", "", "", 3, 128, 512, null, "PassThrough", null, null);

  private SettingsChange() {}

  /**
   * The settings after a request.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, if they
   *     are not allowed
   */
  static FunctionSettings apply(
      UpdateFunctionConfigurationRequest request, FunctionSettings before) {
    if (request.runtimeAsString() != null) {
      Runtimes.check(request.runtimeAsString());
    }
    refuse(request);
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
        logGroup(request.loggingConfig(), before.logGroup()));
  }

  private static void refuse(UpdateFunctionConfigurationRequest request) {
    var vpc = request.vpcConfig();
    var deadLetters = request.deadLetterConfig();
    refuse(
        "VpcConfig", vpc != null && (vpc.subnetIds().size() + vpc.securityGroupIds().size()) > 0);
    refuse("DeadLetterConfig", deadLetters != null && !isEmpty(deadLetters.targetArn()));
    refuse("Layers", !request.layers().isEmpty());
    refuse("FileSystemConfigs", !request.fileSystemConfigs().isEmpty());
    refuse("SnapStart", isOn(request.snapStart()));
    refuseLogging(request.loggingConfig());
  }

  private static void refuseLogging(@Nullable LoggingConfig logging) {
    if (logging == null) {
      return;
    }
    refuse("LoggingConfig.LogFormat JSON", logging.logFormat() == LogFormat.JSON);
    if (logging.applicationLogLevelAsString() != null || logging.systemLogLevelAsString() != null) {
      throw FunctionErrors.invalid(
          "LogLevel is not supported when LogFormat is set to \"Text\". Remove LogLevel from your"
              + " request or change the LogFormat to \"JSON\" and try again.");
    }
  }

  /** Refuses what would be ignored. */
  static void refuse(String member, boolean given) {
    if (given) {
      throw FunctionErrors.notSimulated(member);
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

  private static boolean isOn(@Nullable SnapStart snapStart) {
    return snapStart != null
        && snapStart.applyOn() != null
        && snapStart.applyOn() != SnapStartApplyOn.NONE;
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static <T> T or(@Nullable T given, T before) {
    return Objects.requireNonNullElse(given, before);
  }
}
