package dev.triggerfish.aws.kafka;

import org.jspecify.annotations.Nullable;

/** Takes in what a {@link TopicFollower} reads, in the topic's order, in one thread. */
@FunctionalInterface
public interface TopicReader {

  /**
   * Takes a record in. One at which this throws is reported and left out.
   *
   * @param value null if the key is gone
   */
  void take(String key, byte @Nullable [] value);

  /** Everything up to and including this offset has been taken in. */
  default void reached(long offset) {}
}
