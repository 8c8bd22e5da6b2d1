package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.row.ClientToken;
import dev.triggerfish.eventbus.dynamodb.row.ItemWriter;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.row.WriteOutcome;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes items that belong together. */
final class UnitWrites {

  private final Tables tables;
  private final ItemWriter writer;

  UnitWrites(Tables tables, ItemWriter writer) {
    this.tables = tables;
    this.writer = writer;
  }

  /**
   * What has become of writes.
   *
   * @param changes of each, in order
   * @param isReplay whether they were made before, with the same token
   */
  record Result(List<Change> changes, boolean isReplay) {}

  /**
   * Writes all or none as a transaction, and returns when that is durable.
   *
   * @param checked the writes, checked against their tables; again if one has changed meanwhile
   * @param token makes them happen once; null if nothing does
   */
  Result transact(Supplier<List<Write>> checked, @Nullable ClientToken token) {
    return write(checked, writes -> writer.transact(writes, token));
  }

  /** Writes what has no conditions; whether that happened as a whole shows only in a crash. */
  List<Change> write(Supplier<List<Write>> checked) {
    return write(checked, writer::write).changes;
  }

  private Result write(Supplier<List<Write>> checked, Function<List<Write>, WriteOutcome> writing) {
    while (true) {
      var writes = checked.get();
      switch (writing.apply(writes)) {
        case WriteOutcome.Written(var changes) -> {
          return new Result(changes, false);
        }
        case WriteOutcome.Replayed(var present) -> {
          return new Result(present, true);
        }
        case WriteOutcome.Failed(var errors) -> throw cancelled(errors);
        case WriteOutcome.TooLarge() ->
            throw AwsErrors.validation(
                "The aggregate size of the items in the transaction exceeds the limit of 4 MB");
        case WriteOutcome.TokenMismatch() ->
            throw IdempotentParameterMismatchException.builder()
                .message(
                    "Failed to execute transaction because the idempotency token was used with"
                        + " another request")
                .writableStackTrace(false)
                .build();
        case WriteOutcome.TableChanged() -> writes.forEach(write -> tables.forget(write.table()));
      }
    }
  }

  static TransactionCanceledException cancelled(List<@Nullable AwsServiceException> errors) {
    var reasons = IntStream.range(0, errors.size()).mapToObj(i -> reason(errors.get(i))).toList();
    return TransactionCanceledException.builder()
        .message(
            "Transaction cancelled, please refer cancellation reasons for specific reasons "
                + reasons.stream().map(CancellationReason::code).toList())
        .cancellationReasons(reasons)
        .writableStackTrace(false)
        .build();
  }

  private static CancellationReason reason(@Nullable AwsServiceException error) {
    return switch (error) {
      case null -> CancellationReason.builder().code("None").build();
      case ConditionalCheckFailedException failed -> {
        var reason =
            CancellationReason.builder()
                .code("ConditionalCheckFailed")
                .message("The conditional request failed");
        if (failed.hasItem()) {
          reason.item(failed.item());
        }
        yield reason.build();
      }
      case DuplicateItemException duplicate ->
          CancellationReason.builder()
              .code("DuplicateItem")
              .message(duplicate.getMessage())
              .build();
      default ->
          CancellationReason.builder()
              .code("ValidationError")
              .message(error.awsErrorDetails().errorMessage())
              .build();
    };
  }
}
