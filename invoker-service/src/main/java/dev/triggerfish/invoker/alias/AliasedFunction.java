package dev.triggerfish.invoker.alias;

import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;

/** The function that a request about aliases names; a qualifier has no meaning there. */
final class AliasedFunction {

  private AliasedFunction() {}

  static FunctionKey of(FunctionName name) {
    if (name.qualifier() != null && !name.qualifier().equals(FunctionVersion.LATEST)) {
      throw FunctionErrors.functionsOnly();
    }
    return FunctionKey.of(name);
  }
}
