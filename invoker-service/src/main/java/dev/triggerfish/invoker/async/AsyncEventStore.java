package dev.triggerfish.invoker.async;

import dev.triggerfish.invoker.function.FunctionKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Events, durably. Each is claimed by one process at a time; a process that does not say in time
 * that it is alive loses its claims.
 */
interface AsyncEventStore {

  /**
   * Adds events as one step; those that are there already stay as they are.
   *
   * @return the request IDs of those that were not there
   */
  Set<String> add(List<NewEvent> events);

  /** An event, and whether this process claims it at once. */
  record NewEvent(AsyncEvent event, boolean claimed) {}

  /**
   * Claims events of a function that are due, the longest due first.
   *
   * @param now platform time
   * @param most how many at most
   * @param bytes of payload at most, except that one event is always claimed
   */
  List<AsyncEvent> claim(FunctionKey function, long now, int most, long bytes);

  /** When the next event of a function is due that nobody has claimed; null if there is none. */
  @Nullable Long nextDue(FunctionKey function);

  /** The functions with events that nobody has claimed, and when the first of them is due. */
  Map<FunctionKey, Long> unclaimed();

  /** Writes down what became of events, as one step. */
  void settle(List<Settlement> settlements);

  /** Gives up what a former process of the same name had claimed. */
  void releaseOwn();

  /**
   * Says that this process is alive, and takes their claims from those that have not said so.
   *
   * @param now wall time, milliseconds
   * @param until wall time, milliseconds
   */
  void beat(long now, long until);
}
