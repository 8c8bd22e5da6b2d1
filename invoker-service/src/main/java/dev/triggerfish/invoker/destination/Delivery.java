package dev.triggerfish.invoker.destination;

/** What became of handing an event on. */
public sealed interface Delivery {

  /**
   * The target has it.
   *
   * @param fact {@code requestId}, {@code messageId} or {@code key}
   * @param id by which it can be followed there
   */
  record Delivered(String fact, String id) implements Delivery {}

  /**
   * The execution role lacks a permission.
   *
   * @param message names it
   */
  record Denied(String message) implements Delivery {}

  /**
   * It did not get there.
   *
   * @param message why
   * @param mayRecover whether it makes sense to try again
   */
  record Failed(String message, boolean mayRecover) implements Delivery {}
}
