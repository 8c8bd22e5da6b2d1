package dev.triggerfish.invoker.invocation;

import dev.triggerfish.invoker.function.FunctionName;
import java.time.Duration;

/**
 * Is told how events go. Called on the threads that handle them: it must not block, nor throw.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types
 *     of metrics for Lambda functions</a>
 */
public interface AsyncEventObserver {

  /** An event is in the queue. */
  void received(FunctionName function);

  /** An attempt begins, that long after the event was received. */
  void attempted(FunctionName function, Duration age);

  /** Something happened to an event. */
  void happened(FunctionName function, Incident incident);

  /** What can go wrong with events. */
  enum Incident {
    /** It was given up. */
    DROPPED("AsyncEventsDropped"),
    /** Its dead-letter target did not get it. */
    DEAD_LETTER_FAILED("DeadLetterErrors"),
    /** Its destination did not get it. */
    DESTINATION_FAILED("DestinationDeliveryFailures"),
    /** It was one too many of a chain that goes round in circles. */
    RECURSION_STOPPED("RecursiveInvocationsDropped");

    private final String metric;

    Incident(String metric) {
      this.metric = metric;
    }

    /** As CloudWatch names it. */
    public String metric() {
      return metric;
    }
  }
}
