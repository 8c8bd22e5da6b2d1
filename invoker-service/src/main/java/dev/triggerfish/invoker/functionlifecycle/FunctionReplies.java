package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.invoker.functionconfig.FunctionSettings;
import dev.triggerfish.invoker.functionconfig.Runtimes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatusReasonCode;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

/**
 * A function as AWS shows it: every member that AWS returns, and none that it does not.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">
 *     FunctionConfiguration</a>
 */
final class FunctionReplies {

  private static final DateTimeFormatter LAST_MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

  private static final String IN_PROGRESS = "The function is being created.";
  private static final String BROKEN = "The function's code could not be unpacked.";

  private FunctionReplies() {}

  /**
   * The whole configuration.
   *
   * @param qualifier as it was asked for, which the ARN repeats
   */
  static FunctionConfiguration configuration(StoredFunction function, @Nullable String qualifier) {
    var reply = listed(function, qualifier).toBuilder();
    var lifeCycle = function.lifeCycle();
    reply
        .state(lifeCycle.state())
        .lastUpdateStatus(lifeCycle.lastUpdate())
        .runtimeVersionConfig(
            runtime ->
                runtime.runtimeVersionArn(
                    Runtimes.versionArn(function.settings().runtime(), function.key().region())));
    switch (lifeCycle) {
      case CREATING -> reply.stateReason(IN_PROGRESS).stateReasonCode(StateReasonCode.CREATING);
      case CREATION_FAILED ->
          reply.stateReason(BROKEN).stateReasonCode(StateReasonCode.INTERNAL_ERROR);
      // The SDK's enum lacks the code that AWS sends.
      case UPDATING ->
          reply.lastUpdateStatusReason(IN_PROGRESS).lastUpdateStatusReasonCode("Creating");
      case UPDATE_FAILED ->
          reply
              .lastUpdateStatusReason(BROKEN)
              .lastUpdateStatusReasonCode(LastUpdateStatusReasonCode.INTERNAL_ERROR);
      case ACTIVE -> {}
    }
    return reply.build();
  }

  /** What a list shows of it: no states. */
  static FunctionConfiguration listed(StoredFunction function, @Nullable String qualifier) {
    var settings = function.settings();
    var variables = settings.environment();
    return FunctionConfiguration.builder()
        .functionName(function.key().name())
        .functionArn(function.key().arn(qualifier))
        .runtime(settings.runtime())
        .role(settings.role())
        .handler(settings.handler())
        .codeSize(function.code().size())
        .codeSha256(codeSha256(function))
        .description(settings.description())
        .timeout(settings.timeout())
        .memorySize(settings.memorySize())
        .lastModified(lastModified(function.lastModified()))
        .version(function.version())
        .environment(
            variables == null ? null : EnvironmentResponse.builder().variables(variables).build())
        .kmsKeyArn(settings.kmsKeyArn())
        .layers(layers(settings))
        .deadLetterConfig(deadLetters(settings))
        .tracingConfig(tracing -> tracing.mode(settings.tracing()))
        .revisionId(function.revisionId())
        .packageType("Zip")
        .architecturesWithStrings(function.code().architectures())
        .ephemeralStorage(storage -> storage.size(settings.ephemeralStorage()))
        .snapStart(snapStart -> snapStart.applyOn("None").optimizationStatus("Off"))
        .loggingConfig(
            logging ->
                logging.logFormat("Text").logGroup(logGroup(settings, function.key().name())))
        .build();
  }

  private static @Nullable DeadLetterConfig deadLetters(FunctionSettings settings) {
    var target = settings.deadLetterTarget();
    return target == null ? null : DeadLetterConfig.builder().targetArn(target).build();
  }

  /** Null, which is not shown, for a function without any. */
  private static @Nullable List<Layer> layers(FunctionSettings settings) {
    return settings.layers().isEmpty()
        ? null
        : settings.layers().stream()
            .map(layer -> Layer.builder().arn(layer.arn()).codeSize(layer.size()).build())
            .toList();
  }

  static String logGroup(FunctionSettings settings, String name) {
    return Objects.requireNonNullElse(settings.logGroup(), "/aws/lambda/" + name);
  }

  static String lastModified(Instant instant) {
    return LAST_MODIFIED.format(instant);
  }

  /** As clients see it: Base64, while files are named in hexadecimal. */
  static String codeSha256(StoredFunction function) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(function.code().sha256()));
  }
}
