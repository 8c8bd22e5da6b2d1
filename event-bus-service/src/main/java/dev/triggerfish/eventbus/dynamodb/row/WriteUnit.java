package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes that all happen or none, and how it went. The thread that commits fills in the outcome;
 * who waits for the commit reads it then.
 */
final class WriteUnit {

  /** Bytes. */
  private static final long LARGEST_TRANSACTION = 4 * 1_024 * 1_024;

  private final List<Write> writes;
  private final Kind kind;
  private final @Nullable ClientToken token;
  private @Nullable WriteOutcome outcome;

  WriteUnit(List<Write> writes, Kind kind, @Nullable ClientToken token) {
    this.writes = List.copyOf(writes);
    this.kind = kind;
    this.token = token;
  }

  /** Why items are written. */
  enum Kind {
    WRITES,
    TRANSACTION,
    /** An item has expired, and nobody has asked for the write. */
    EXPIRY
  }

  List<Write> writes() {
    return writes;
  }

  @Nullable ClientToken token() {
    return token;
  }

  Kind kind() {
    return kind;
  }

  /** Whether the tables are as they were when the writes were checked. */
  boolean knows(Map<Integer, Table> present) {
    return writes.stream().allMatch(write -> write.table().equals(present.get(write.table().id())));
  }

  void ended(WriteOutcome how) {
    outcome = how;
  }

  WriteOutcome outcome() {
    if (outcome == null) {
      throw new IllegalStateException("Not committed");
    }
    return outcome;
  }

  /** What each write decides over the rows, or why each one fails. */
  Decided decide(Overlay rows) {
    var effects = new ArrayList<Overlay.Decided>(writes.size());
    var errors = new AwsServiceException[writes.size()];
    var failed = false;
    for (var i = 0; i < writes.size(); i++) {
      try {
        effects.add(rows.decide(writes.get(i)));
      } catch (AwsServiceException e) {
        errors[i] = e;
        failed = true;
      } catch (ArithmeticException e) {
        errors[i] = AwsErrors.validation(String.valueOf(e.getMessage()));
        failed = true;
      }
    }
    if (failed) {
      return new Decided.Failed(Arrays.asList(errors));
    }
    return kind == Kind.TRANSACTION && size(effects) > LARGEST_TRANSACTION
        ? new Decided.TooLarge()
        : new Decided.Effects(effects);
  }

  /** Of the items that a transaction reads or writes. */
  private static long size(List<Overlay.Decided> effects) {
    return effects.stream()
        .map(Overlay.Decided::change)
        .mapToLong(change -> Math.max(size(change.before()), size(change.after())))
        .sum();
  }

  private static long size(@Nullable Map<String, AttributeValue> item) {
    return item == null ? 0 : ItemSize.of(item);
  }

  /** What all writes of a unit decide. */
  sealed interface Decided {
    record Effects(List<Overlay.Decided> effects) implements Decided {}

    record Failed(List<@Nullable AwsServiceException> errors) implements Decided {}

    record TooLarge() implements Decided {}
  }
}
