package dev.triggerfish.invoker.destination;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an event ended, and who is still to be told.
 *
 * @param condition how, as AWS names it
 * @param at milliseconds since the epoch, platform time
 * @param invocations how often the function ran with it
 * @param response of its last run; null if it did not run
 * @param error what a dead letter says about it
 * @param targets to whom nothing has been sent yet
 */
public record Completion(
    Condition condition,
    long at,
    int invocations,
    @Nullable Response response,
    Failure error,
    List<Target> targets) {

  public Completion {
    targets = List.copyOf(targets);
  }

  /** With fewer to be told. */
  public Completion with(List<Target> left) {
    return new Completion(condition, at, invocations, response, error, left);
  }

  /** How an event can end. */
  public enum Condition {
    SUCCESS("Success"),
    RETRIES_EXHAUSTED("RetriesExhausted"),
    EVENT_AGE_EXCEEDED("EventAgeExceeded"),
    ZERO_RESERVED_CONCURRENCY("ZeroReservedConcurrency"),
    /** AWS does not publish its word for this one. */
    RECURSIVE_INVOCATION("RecursiveInvocation");

    private final String text;

    Condition(String text) {
      this.text = text;
    }

    /** In records. */
    public String text() {
      return text;
    }
  }

  /**
   * What the function answered.
   *
   * @param version that ran
   * @param functionError {@code Unhandled}, or null
   * @param payload the runtime's bytes
   */
  public record Response(String version, @Nullable String functionError, byte[] payload) {}

  /**
   * An error as dead letters say it.
   *
   * @param code HTTP status
   * @param message whole; letters hold its beginning
   */
  public record Failure(int code, String message) {}

  /**
   * Who is told.
   *
   * @param kind in which form
   * @param arn where
   */
  public record Target(Kind kind, String arn) {}

  /** In which form somebody is told. */
  public enum Kind {
    /** With a record of the event and of its end. */
    DESTINATION,
    /** With the event itself. */
    DEAD_LETTER
  }
}
