package dev.triggerfish.eventbus.dynamodb.row;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** How writes went that belong together. */
public sealed interface WriteOutcome {

  /**
   * All are durable.
   *
   * @param changes of each, in order
   */
  record Written(List<Change> changes) implements WriteOutcome {}

  /**
   * Nothing was written.
   *
   * @param errors of each write; null where it would have succeeded
   */
  record Failed(List<@Nullable AwsServiceException> errors) implements WriteOutcome {}

  /** Nothing was written: the items of a transaction are larger than 4 MB together. */
  record TooLarge() implements WriteOutcome {}

  /**
   * They were written before, with the same token.
   *
   * @param present the items as they are, in order
   */
  record Replayed(List<Change> present) implements WriteOutcome {}

  /** The token was used with other writes. */
  record TokenMismatch() implements WriteOutcome {}

  /** A table has changed since the writes were checked; they are to be checked again. */
  record TableChanged() implements WriteOutcome {}
}
