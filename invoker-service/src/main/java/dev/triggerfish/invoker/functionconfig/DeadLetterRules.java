package dev.triggerfish.invoker.functionconfig;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.invoker.function.FunctionErrors;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;

/**
 * What may be a dead-letter target.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_DeadLetterConfig.html">
 *     DeadLetterConfig</a>
 */
final class DeadLetterRules {

  private static final Set<String> SERVICES = Set.of("sqs", "sns");

  private DeadLetterRules() {}

  /**
   * The target after a request.
   *
   * @param given an empty ARN takes the target away
   * @param before null for none
   */
  static @Nullable String target(@Nullable DeadLetterConfig given, @Nullable String before) {
    if (given == null || given.targetArn() == null) {
      return before;
    }
    if (given.targetArn().isEmpty()) {
      return null;
    }
    var arn = Arn.parse(given.targetArn());
    if (arn == null || !SERVICES.contains(arn.service())) {
      throw FunctionErrors.invalid(
          "The provided target ARN "
              + given.targetArn()
              + " is invalid: a dead-letter target is an SQS queue or an SNS topic.");
    }
    return given.targetArn();
  }
}
