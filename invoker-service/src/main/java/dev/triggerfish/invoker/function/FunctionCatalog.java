package dev.triggerfish.invoker.function;

import org.jspecify.annotations.Nullable;

/** What there is, as it is kept: for operations, not for the invoke path. */
public interface FunctionCatalog {

  /** Whether there is the function, and its version or alias if the name has a qualifier. */
  boolean exists(FunctionName name);

  /**
   * Whether there is such a function, in whatever state.
   *
   * @param accountId 12 digits
   * @param region such as {@code us-east-1}
   * @param name bare name
   */
  default boolean exists(String accountId, String region, String name) {
    return exists(new FunctionName(accountId, region, name, null));
  }

  /**
   * The execution role of a version.
   *
   * @param version {@code $LATEST} or a number
   * @return null if there is no such version
   */
  @Nullable String roleOf(FunctionKey function, String version);

  /**
   * Where the events go that a function has failed with, whichever version ran.
   *
   * @return ARN, or null if nowhere
   */
  default @Nullable String deadLetterTarget(FunctionKey function) {
    return null;
  }

  /** What an account's functions in a region take up. */
  Usage usage(String accountId, String region);

  /**
   * Use of an account's quotas.
   *
   * @param functions how many there are, whatever number of versions each has
   * @param codeBytes zipped code of all their versions, {@code $LATEST} included
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AccountUsage.html">
   *     AccountUsage</a>
   */
  record Usage(long functions, long codeBytes) {}
}
