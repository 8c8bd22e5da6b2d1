package dev.triggerfish.iam.replication;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The topic that the other services replicate. */
interface IdentityTopic extends AutoCloseable {

  /**
   * Appends records, in order.
   *
   * @return the offset of the last one, once all are acknowledged
   * @throws ExecutionException if one is not
   * @throws TimeoutException if that is not known in time
   */
  long append(List<OutboxRecord> records, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException;

  /**
   * Makes the topic if it is missing.
   *
   * @return whether nothing has ever been written to it
   */
  boolean prepare(Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException;

  @Override
  void close();
}
