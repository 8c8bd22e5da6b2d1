package dev.triggerfish.contracts;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an event on its way, for those who ask why it did not arrive.
 *
 * @param id of the event here: the request ID of an invocation, the message ID of a notification,
 *     or {@code bucket/key} of an object
 * @param cause the event's id one hop before, or the first half of the request ID of the invocation
 *     in which a function caused it; null where it began, or where another hop says so
 * @param at platform time
 * @param step what happened
 * @param resource ARN of where it happened: a topic, a subscription, a bucket, a function
 * @param text what happened, in a sentence for people: which rule, which permission is missing,
 *     which error
 * @param facts the same for programs, such as {@code attempt}, {@code outcome}, {@code logStream},
 *     {@code until}, {@code requestId}; a few short values
 */
public record EventHop(
    String id,
    @Nullable String cause,
    Instant at,
    Step step,
    String resource,
    String text,
    Map<String, String> facts) {

  /** What can happen to an event. */
  public enum Step {
    /** It is durable, and its sender has been told so. */
    ACCEPTED,
    /** A filter did not let it through; that is the end of it there. */
    FILTERED_OUT,
    /** A permission is missing. */
    DENIED,
    /** A function was invoked with it. */
    ATTEMPTED,
    /** It waits until a time. */
    WAITING,
    /** It was handed on, or has had its effect. */
    DELIVERED,
    /** Nothing more will be tried, and no other place has taken it. */
    DROPPED
  }
}
