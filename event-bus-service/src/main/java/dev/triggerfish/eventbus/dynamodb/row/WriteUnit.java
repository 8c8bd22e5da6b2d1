package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Writes that all happen or none, and how it went. The thread that commits fills in the outcome;
 * who waits for the commit reads it then.
 */
final class WriteUnit {

  private final List<Write> writes;
  private final @Nullable ClientToken token;
  private final boolean byTheService;
  private @Nullable WriteOutcome outcome;

  WriteUnit(List<Write> writes, @Nullable ClientToken token, boolean byTheService) {
    this.writes = List.copyOf(writes);
    this.token = token;
    this.byTheService = byTheService;
  }

  List<Write> writes() {
    return writes;
  }

  @Nullable ClientToken token() {
    return token;
  }

  /** Whether items expire, and nobody has asked for the write. */
  boolean byTheService() {
    return byTheService;
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
    return failed ? new Decided.Failed(Arrays.asList(errors)) : new Decided.Effects(effects);
  }

  /** What all writes of a unit decide. */
  sealed interface Decided {
    record Effects(List<Overlay.Decided> effects) implements Decided {}

    record Failed(List<@Nullable AwsServiceException> errors) implements Decided {}
  }
}
