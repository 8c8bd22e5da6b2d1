package dev.triggerfish.invoker.eventinvokeconfig;

import dev.triggerfish.invoker.function.FunctionKey;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Configurations, durably. They go with their functions. */
interface EventInvokeConfigStore {

  @Nullable EventInvokeConfig find(FunctionKey function, String qualifier);

  /**
   * Changes a configuration as one step.
   *
   * @param change gets what is there, or {@link EventInvokeConfig#NONE}
   * @return what is there now; null if there is no such function
   */
  @Nullable EventInvokeConfig change(
      FunctionKey function, String qualifier, UnaryOperator<EventInvokeConfig> change);

  /** Removes a configuration; false if there was none. */
  boolean delete(FunctionKey function, String qualifier);

  /**
   * A function's configurations by qualifier.
   *
   * @param after the qualifier that the page begins after; empty for the first
   * @param most how many at most
   */
  List<Qualified> list(FunctionKey function, String after, int most);

  /** A configuration and whose it is. */
  record Qualified(String qualifier, EventInvokeConfig config) {}
}
