package dev.triggerfish.invoker.function;

import dev.triggerfish.aws.arn.Arn;
import org.jspecify.annotations.Nullable;

/**
 * Identity of a function.
 *
 * @param accountId 12 digits
 * @param region such as {@code us-east-1}
 * @param name bare name
 */
public record FunctionKey(String accountId, String region, String name) {

  /** The function that a name means, whatever its qualifier. */
  public static FunctionKey of(FunctionName name) {
    return new FunctionKey(name.accountId(), name.region(), name.name());
  }

  /** The ARN, with a qualifier if there is one. */
  public String arn(@Nullable String qualifier) {
    var resource = "function:" + name + (qualifier == null ? "" : ":" + qualifier);
    return Arn.of("lambda", region, accountId, resource).toString();
  }
}
