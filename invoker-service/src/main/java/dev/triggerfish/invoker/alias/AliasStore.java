package dev.triggerfish.invoker.alias;

import dev.triggerfish.invoker.function.FunctionKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aliases, durably. A version that an alias leads to cannot be removed, and an alias cannot lead to
 * a version that is not there: {@link org.springframework.dao.DataIntegrityViolationException}.
 */
interface AliasStore {

  /** Adds an alias; false if there is one of that name. */
  boolean insert(Alias alias);

  @Nullable Alias find(FunctionKey function, String name);

  /** Replaces an alias if it still has the given revision; false if it has not, or is gone. */
  boolean replace(String expectedRevisionId, Alias replacement);

  /** False if there was none. */
  boolean delete(FunctionKey function, String name);

  /** Removes all of a function's, in the running transaction if there is one; their names. */
  List<String> deleteAll(FunctionKey function);

  /**
   * A function's aliases by name.
   *
   * @param version only those that lead there first; null for all
   * @param after the name that the page begins after; empty for the first
   * @param most how many at most
   */
  List<Alias> list(FunctionKey function, @Nullable String version, String after, int most);

  /** The names of those that lead to a version, first or for a share, in order. */
  List<String> leadingTo(FunctionKey function, String version);
}
