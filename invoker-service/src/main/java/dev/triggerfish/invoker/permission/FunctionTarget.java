package dev.triggerfish.invoker.permission;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.invoker.function.FunctionName;
import org.jspecify.annotations.Nullable;

/**
 * What a policy belongs to: a function, or one of its versions or aliases, each of which has its
 * own. A permission to call one is none to call another.
 *
 * @param name with the qualifier, if there is one
 */
record FunctionTarget(FunctionName name) {

  private static final String RESOURCE = "function:";

  /** The target that an ARN names, or null if it is no function's. */
  static @Nullable FunctionTarget of(String arn) {
    var parsed = Arn.parse(arn);
    if (parsed == null
        || !parsed.service().equals("lambda")
        || !parsed.resource().startsWith(RESOURCE)) {
      return null;
    }
    return new FunctionTarget(FunctionName.parse(arn, parsed.accountId(), parsed.region()));
  }

  String arn() {
    return name.qualifier() == null ? name.arn() : name.arn() + ":" + name.qualifier();
  }

  /** Empty for the function itself. */
  String qualifier() {
    return name.qualifier() == null ? "" : name.qualifier();
  }

  /**
   * Whether the qualifier can be an alias's name: it says no number, and is not {@code $LATEST}.
   */
  boolean isAlias() {
    return qualifier().matches("(?!\\d+$)[a-zA-Z0-9_-]+");
  }
}
