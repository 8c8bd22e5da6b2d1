package dev.triggerfish.delivery;

/**
 * What a service does with an item whose turn has come.
 *
 * @param <T> its items
 */
@FunctionalInterface
public interface Worker<T extends DueItem> {

  /**
   * Works on an item, on a thread of its own, for as long as it takes. It may see an item more than
   * once: after a crash, and after a lost claim. What it throws is logged, and the item is tried
   * again after a pause.
   */
  Outcome<T> work(T item);

  /** How many items of a lane may be worked on at once, from 1. */
  default int atOnce(String lane) {
    return 1_000;
  }

  /** The engine stops; what runs has a second to end. */
  default void stop() {}
}
