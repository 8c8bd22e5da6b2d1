package dev.triggerfish.delivery;

import java.time.Duration;

/**
 * What became of an item that was worked on. {@code then} follows once that is durable; it must
 * neither wait for anything nor throw.
 *
 * @param <T> the engine's items
 */
public sealed interface Outcome<T extends DueItem> {

  /** Nothing is left to do; the item is deleted. */
  record Done<T extends DueItem>(Runnable then) implements Outcome<T> {}

  /**
   * It is tried again later, by any process. After no time at all it is tried again by this one,
   * and only a later outcome writes its state down.
   *
   * @param item as it is now
   * @param after from now, in platform time
   */
  record Retry<T extends DueItem>(T item, Duration after, Runnable then) implements Outcome<T> {}

  /**
   * A limit of the target was reached. The lane admits fewer at once from now on. The item stays
   * the first of its lane, and is tried again as soon as another one of the lane ends, or else
   * after a pause.
   *
   * @param item as it is now, if it waits for the pause
   * @param after from now, in platform time
   */
  record Refused<T extends DueItem>(T item, Duration after) implements Outcome<T> {}

  /**
   * It goes on at once, with what it has become, and possibly in another lane.
   *
   * @param item written down before it is worked on again
   */
  record Next<T extends DueItem>(T item) implements Outcome<T> {}

  /** The process ends, and this attempt says nothing. The item is tried again as it was. */
  record Abandoned<T extends DueItem>() implements Outcome<T> {}
}
