package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.invoker.function.FunctionName;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Function URLs, durably. They go with their functions. */
interface FunctionUrlStore {

  /** What became of an insertion. */
  enum Insertion {
    DONE,
    /** The function or alias has a URL. */
    EXISTS,
    /** There is no such function. */
    NO_FUNCTION
  }

  Insertion insert(FunctionUrl url);

  @Nullable FunctionUrl find(String urlId);

  /** The URL of a function, or of an alias if the name has a qualifier. */
  @Nullable FunctionUrl find(FunctionName function);

  /** Changes a URL as one step; null if there is none. */
  @Nullable FunctionUrl update(FunctionName function, UnaryOperator<FunctionUrl> change);

  /** Removes a URL; null if there was none. */
  @Nullable FunctionUrl delete(FunctionName function);

  /**
   * The URLs of a function and its aliases, by id.
   *
   * @param after the id that the page begins after; empty for the first
   * @param most how many at most
   */
  List<FunctionUrl> list(FunctionName function, String after, int most);
}
