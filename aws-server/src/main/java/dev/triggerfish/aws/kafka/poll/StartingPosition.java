package dev.triggerfish.aws.kafka.poll;

import java.time.Instant;

/** Where a partition is begun that has no checkpoint yet. */
public sealed interface StartingPosition {

  /** With the oldest record that is still there. */
  record Earliest() implements StartingPosition {}

  /** With what is written after the partition was first taken. */
  record Latest() implements StartingPosition {}

  /**
   * With the first record that Kafka took at a moment or later.
   *
   * @param moment wall time, as Kafka's record timestamps are
   */
  record At(Instant moment) implements StartingPosition {}

  /**
   * Where a consumer group has committed that it is.
   *
   * @param otherwise where it has not
   */
  record Committed(String group, StartingPosition otherwise) implements StartingPosition {}

  /**
   * With an offset, the same in each partition.
   *
   * @param offset at least 0
   */
  record Offset(long offset) implements StartingPosition {}
}
