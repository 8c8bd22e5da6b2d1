package dev.triggerfish.invoker.function;

import org.jspecify.annotations.Nullable;

/** What other features ask about the functions that are there; answered from the store. */
public interface FunctionDirectory {

  /** Whether there is the function, and its version or alias if the name has a qualifier. */
  boolean exists(FunctionName name);

  /**
   * The execution role of a version.
   *
   * @param version {@code $LATEST} or a number
   * @return null if there is no such version
   */
  @Nullable String roleOf(FunctionKey function, String version);

  /** What an account has in one region. */
  FunctionUsage usage(String accountId, String region);
}
