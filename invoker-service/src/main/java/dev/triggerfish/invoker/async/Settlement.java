package dev.triggerfish.invoker.async;

import org.jspecify.annotations.Nullable;

/** What becomes of a claimed event. */
sealed interface Settlement {

  /** Nothing is left to do for it. */
  record Done(String requestId) implements Settlement {}

  /**
   * It is kept as it is now.
   *
   * @param due when anybody may claim it, in platform time; null if it stays claimed
   */
  record Kept(AsyncEvent event, @Nullable Long due) implements Settlement {}
}
