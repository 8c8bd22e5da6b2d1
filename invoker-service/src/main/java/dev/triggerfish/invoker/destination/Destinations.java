package dev.triggerfish.invoker.destination;

import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.destination.Completion.Target;

/**
 * Hands ended events on, with the permissions of their functions' execution roles.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Capturing records of asynchronous invocations</a>
 */
@FunctionalInterface
public interface Destinations {

  /** Tells one target; never throws. */
  SendOutcome deliver(EndedEvent event, Target target);
}
