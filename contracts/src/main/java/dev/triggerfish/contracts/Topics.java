package dev.triggerfish.contracts;

/** The Kafka topics, and who writes and reads them. */
public final class Topics {

  /**
   * Every account's principals, managed policies and access keys, compacted: written by iam-service
   * alone, read whole by every service. The key is {@link IdentityRecord#key()}, the value an
   * {@link IdentityRecord}; no value means deleted. One partition, so that an offset names a moment
   * of the whole identity state.
   */
  public static final String IDENTITY = "triggerfish.identity";

  /**
   * Output of functions, as {@link LogBatch}es: written by the invoker, read by logs-service. Keyed
   * by stream.
   */
  public static final String LOGS = "triggerfish.logs";

  /**
   * Metrics and billed durations, as {@link MetricBatch}es: written by whoever measures, read by
   * logs-service. Keyed by producer, so that each producer's batches stay in order.
   */
  public static final String METRICS = "triggerfish.metrics";

  /**
   * Invocations of type Event: written and read by the invoker. Keyed by function, so that none
   * holds up those of another partition.
   */
  public static final String ASYNC_INVOCATIONS = "triggerfish.async-invocations";

  /**
   * What happened to events, as {@link EventHop}s: written by whoever handles them, read by
   * logs-service. Keyed by the event's id.
   */
  public static final String EVENTS = "triggerfish.events";

  /**
   * By how much platform time is ahead of wall time, as a {@link ClockOffset}, compacted: written
   * by the service that was asked to advance it, read whole by every service. There is one key.
   */
  public static final String CLOCK = "triggerfish.clock";

  /**
   * What the names of topics begin with that hold the records of a table's stream, see {@link
   * StreamTopic}: written and read by event-bus-service, read by the invoker.
   */
  public static final String STREAM_PREFIX = "dynamodb.stream.";

  private Topics() {}
}
