package dev.triggerfish.aws.kafka.poll;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Works off one partition for as long as this process has it. */
@FunctionalInterface
public interface PartitionHandler extends AutoCloseable {

  /**
   * Takes records, in the partition's order. It runs in a thread of its own, and the partition
   * stands still until it returns; others go on. What is settled, now or later, is noted by {@link
   * OwnedPartition#checkpoint}. If it throws, the partition is begun again from its checkpoint,
   * with a new handler.
   *
   * @throws InterruptedException if it was interrupted: the partition is to be given up, and what
   *     is not settled comes again elsewhere
   */
  void handle(List<ConsumerRecord<String, byte[]>> records) throws InterruptedException;

  /**
   * The partition is to be given up soon, and nothing more is handed over: the handler begins
   * nothing new. Called again and again, and must not wait.
   *
   * @return whether nothing is under way any more that would soon be settled
   */
  default boolean leave() {
    return true;
  }

  /** The partition is no longer this handler's. Must not wait. */
  @Override
  default void close() {}

  /** Makes the handlers. */
  @FunctionalInterface
  interface Factory {
    PartitionHandler open(OwnedPartition partition);
  }
}
