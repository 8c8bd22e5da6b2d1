package dev.triggerfish.invoker.invocation;

import dev.triggerfish.invoker.function.FunctionName;
import java.time.Duration;

/**
 * Is told how event source mappings go. Called on the threads that handle them: it must not block,
 * nor throw.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types
 *     of metrics for Lambda functions</a>
 */
public interface EventSourceObserver {

  /** A function is invoked with a batch whose last record is that old. */
  void iteratorAge(FunctionName function, Duration age);

  /** A function is invoked with a batch that so many records are behind. */
  void offsetLag(FunctionName function, long records);

  /** A destination did not get what was given up. */
  void destinationFailed(FunctionName function);

  /**
   * Something happened to records.
   *
   * @param function of the mapping, in whose account and region the metric is
   * @param uuid of the mapping
   */
  void events(FunctionName function, String uuid, Event event, int records);

  /** What can happen to records of a mapping. */
  enum Event {
    POLLED("PolledEventCount"),
    FILTERED_OUT("FilteredOutEventCount"),
    INVOKED("InvokedEventCount"),
    FAILED_INVOKE("FailedInvokeEventCount"),
    DROPPED("DroppedEventCount"),
    DESTINATION_DELIVERED("OnFailureDestinationDeliveredEventCount");

    private final String metric;

    Event(String metric) {
      this.metric = metric;
    }

    /** As CloudWatch names it. */
    public String metric() {
      return metric;
    }
  }
}
