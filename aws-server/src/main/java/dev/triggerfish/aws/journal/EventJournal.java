package dev.triggerfish.aws.journal;

import dev.triggerfish.contracts.EventHop;

/**
 * Is told what happens to events. It never blocks and never throws: an event goes its way whether
 * or not anybody will be able to say which one it was.
 */
@FunctionalInterface
public interface EventJournal {

  /** Writes a hop down, soon. */
  void record(EventHop hop);
}
