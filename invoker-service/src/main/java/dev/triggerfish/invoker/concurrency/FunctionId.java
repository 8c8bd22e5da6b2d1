package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;

/**
 * A function, whichever version.
 *
 * @param accountId 12 digits
 * @param region such as {@code us-east-1}
 * @param name bare name
 */
record FunctionId(String accountId, String region, String name) {

  static FunctionId of(FunctionVersion version) {
    return new FunctionId(version.accountId(), version.region(), version.name());
  }

  static FunctionId of(FunctionName name) {
    return new FunctionId(name.accountId(), name.region(), name.name());
  }
}
