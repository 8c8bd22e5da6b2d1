package dev.triggerfish.aws.kafka.poll;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Who works off which partition, and how far it is. All processes see the same. Every method throws
 * {@link DataAccessException} or {@link TransactionException} if the database cannot be asked.
 */
public interface PartitionLeases {

  /** Wall time after which a process that no longer beats has lost its partitions. */
  Duration term();

  /**
   * Says that this process takes part in a subscription and is alive.
   *
   * @return how many processes do, this one included
   */
  int join(String subscription);

  /** This process no longer takes part. */
  void leave(String subscription);

  /**
   * Takes a partition that is free, that was this process's before a restart, or whose owner no
   * longer beats.
   *
   * @return empty if another process has it
   */
  Optional<PartitionLease> take(String subscription, TopicPartition partition);

  /**
   * Keeps a partition for another term.
   *
   * @return false if it is lost
   */
  boolean renew(PartitionLease lease);

  /**
   * Notes how far a partition has been worked off.
   *
   * @param next offset of the first record that is not settled
   * @param note what else the next handler has to know; null if nothing
   * @return false, with nothing noted, if the partition is lost
   */
  boolean checkpoint(PartitionLease lease, long next, @Nullable String note);

  /**
   * Notes where a partition begins that nobody has ever taken; nothing otherwise.
   *
   * @param next offset of the first record
   */
  void begin(String subscription, TopicPartition partition, long next);

  /** Lets another process take the partition, unless it is lost anyway. */
  void giveUp(PartitionLease lease);
}
