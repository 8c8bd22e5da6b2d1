package dev.triggerfish.invoker.async;

import java.time.Duration;
import java.util.function.LongConsumer;

/** What a lane does with an event whose turn has come. */
@FunctionalInterface
interface EventRunner {

  /**
   * Runs an event and sees to what follows.
   *
   * @param wakeAt is told when the event is due again, once it is back in the store
   */
  Run run(AsyncEvent event, LongConsumer wakeAt);

  /**
   * The process ends, and takes its environments with it: what fails from now on says nothing about
   * the function, and is tried again after the restart.
   */
  default void stop() {}

  /** How that went, as far as the function's other events are concerned. */
  sealed interface Run {

    /** The event needs nothing more here. */
    record Over() implements Run {}

    /**
     * A limit was reached, and the event is the lane's again.
     *
     * @param again the event as it is tried next
     * @param after how long from now, unless something ends before
     */
    record Refused(AsyncEvent again, Duration after) implements Run {}
  }
}
