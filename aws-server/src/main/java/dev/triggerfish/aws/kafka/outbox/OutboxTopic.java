package dev.triggerfish.aws.kafka.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The topic that an outbox is sent to. */
public interface OutboxTopic extends AutoCloseable {

  /**
   * Makes the topic unless it exists.
   *
   * @return whether nothing has ever been written to it
   */
  boolean prepare(Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException;

  /**
   * Appends rows of one shard, in order, and returns once all are acknowledged.
   *
   * @param rows at least one
   * @return where the last one is
   * @throws ExecutionException if one is not acknowledged; others may be there all the same
   * @throws TimeoutException if that is not known in time
   */
  OutboxPosition append(List<OutboxRow> rows, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException;

  /**
   * Looks how far an earlier attempt came: up to which number the shard's end holds all rows in
   * order, from a number on.
   *
   * @return empty if that number is not found near the end
   */
  Optional<OutboxPosition> arrived(int shard, long fromNumber, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException;

  @Override
  void close();
}
