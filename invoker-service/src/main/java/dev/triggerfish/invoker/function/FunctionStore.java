package dev.triggerfish.invoker.function;

import dev.triggerfish.invoker.code.CodeReferences;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions, durably: what a method has returned from survives the process. */
interface FunctionStore extends CodeReferences {

  /** Adds a function with its first version; false if there is one of that name. */
  boolean insert(StoredFunction function, Map<String, String> tags);

  @Nullable StoredFunction find(FunctionKey key, String version);

  /** Replaces a version if it still has the given revision; false if it has not, or is gone. */
  boolean replace(String expectedRevisionId, StoredFunction replacement);

  /** Removes a function with all its versions; false if there was none. */
  boolean delete(FunctionKey key);

  /**
   * {@code $LATEST} of an account's functions in one region, by name.
   *
   * @param after the name that the page begins after; empty for the first
   * @param most how many at most
   */
  List<StoredFunction> list(String accountId, String region, String after, int most);

  /** All versions whose creation or update is still in progress. */
  List<StoredFunction> inProgress();

  /** Empty for a function that has none, or does not exist. */
  Map<String, String> tags(FunctionKey key);
}
