package dev.triggerfish.invoker.function;

import dev.triggerfish.invoker.code.CodeReferences;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions, durably: what a method has returned from survives the process. */
interface FunctionStore extends CodeReferences {

  /**
   * Adds a function; false if there is one of that name.
   *
   * @param published its first published version, or null
   */
  boolean insert(
      StoredFunction function, @Nullable StoredFunction published, Map<String, String> tags);

  @Nullable StoredFunction find(FunctionKey key, String version);

  /** Replaces a version if it still has the given revision; false if it has not, or is gone. */
  boolean replace(String expectedRevisionId, StoredFunction replacement);

  /** Replaces {@code $LATEST} like {@link #replace} and adds a version, both or none. */
  boolean publish(String expectedRevisionId, StoredFunction latest, StoredFunction published);

  /** The highest number that a version of the function has ever had; 0 if none has. */
  long lastVersion(FunctionKey key);

  /**
   * Removes a function with all its versions.
   *
   * @param dependents removes what hangs on them, before them; gives the names of that
   * @return the versions and what the dependents were; null if there was no function
   */
  @Nullable List<String> delete(FunctionKey key, Supplier<List<String>> dependents);

  /**
   * Removes a published version; false if there was none.
   *
   * @throws org.springframework.dao.DataIntegrityViolationException if an alias leads to it
   */
  boolean deleteVersion(FunctionKey key, String version);

  /**
   * {@code $LATEST} of an account's functions in one region, by name.
   *
   * @param after the name that the page begins after; empty for the first
   * @param most how many at most
   */
  List<StoredFunction> list(String accountId, String region, String after, int most);

  /**
   * All versions of an account's functions in one region, by name and number.
   *
   * @param after the function that the page begins after, or in
   * @param afterNumber the version of that function that the page begins after; -1 for none
   * @param most how many at most
   */
  List<StoredFunction> listAll(FunctionKey after, long afterNumber, int most);

  /**
   * The versions of a function, {@code $LATEST} and then by number.
   *
   * @param afterNumber the version that the page begins after; -1 for none
   * @param most how many at most
   */
  List<StoredFunction> versions(FunctionKey key, long afterNumber, int most);

  /** All versions whose creation or update is still in progress. */
  List<StoredFunction> inProgress();

  /** Empty for a function that has none, or does not exist. */
  Map<String, String> tags(FunctionKey key);

  /** Changes a function's tags, one change at a time; false if there is no function. */
  boolean changeTags(FunctionKey key, UnaryOperator<Map<String, String>> change);

  FunctionCatalog.Usage usage(String accountId, String region);
}
