package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import java.time.Duration;

/**
 * What becomes of a batch after an attempt.
 *
 * <pre>
 * outcome        bisects, and       retries   decision
 * -------------  -----------------  --------  ------------------------------------------------
 * Succeeded                                   Done
 * NotRun                                      the whole again, after a wait that costs nothing
 * Failed(i), i>0 yes                          the first i are done; the rest at once, uncounted
 * Failed(0)      yes, several       any       both halves at once, uncounted
 * Failed(i)      otherwise          left      the first i are done; the rest again, after a wait
 * Failed(i)      otherwise          used up   the first i are done; the rest is discarded
 * </pre>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-errors.html">Error
 *     handling of stream records</a>
 */
sealed interface BatchDecision {

  /** All records are settled. */
  record Done() implements BatchDecision {}

  /**
   * The first records are settled, and the rest is tried again.
   *
   * @param settled how many are; may be 0
   * @param rest in the state in which it is tried
   * @param after how long from now
   */
  record Again(int settled, Batch rest, Duration after) implements BatchDecision {}

  /** The halves are tried one after the other. */
  record Split(Batch first, Batch second) implements BatchDecision {}

  /**
   * The first records are settled, and the rest is given up.
   *
   * @param settled how many are; may be 0
   * @param rest with the attempt counted
   */
  record Discard(int settled, Batch rest) implements BatchDecision {}

  /** Before the first retry. */
  Duration FIRST_WAIT = Duration.ofSeconds(1);

  Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** Decides. */
  static BatchDecision decide(BatchOutcome outcome, Batch batch, MappingSettings settings) {
    return switch (outcome) {
      case BatchOutcome.Succeeded _ -> new Done();
      case BatchOutcome.NotRun _ -> new Again(0, batch.waited(), wait(batch.waits()));
      case BatchOutcome.Failed(int from) ->
          settings.bisects() && (from > 0 || batch.size() > 1)
              ? bisected(batch.invoked(), from)
              : counted(batch.failed().from(from), from, settings.maximumRetryAttempts());
    };
  }

  /** Where the function has said where to split, it is split there. */
  private static BatchDecision bisected(Batch batch, int from) {
    var half = batch.size() / 2;
    return from > 0
        ? new Again(from, batch.from(from), Duration.ZERO)
        : new Split(batch.until(half), batch.from(half));
  }

  private static BatchDecision counted(Batch rest, int settled, int retries) {
    return retries != MappingSettings.UNLIMITED && rest.failures() > retries
        ? new Discard(settled, rest)
        : new Again(settled, rest, wait(rest.failures() - 1));
  }

  /**
   * How long a batch waits that has waited before. AWS does not say; a batch that fails at once is
   * known to have been tried eight times within a minute.
   *
   * @param times how often
   */
  static Duration wait(int times) {
    var millis = (double) FIRST_WAIT.toMillis() * Math.pow(1.6, Math.min(times, 20));
    return Duration.ofMillis((long) Math.min(millis, (double) LONGEST_WAIT.toMillis()));
  }
}
