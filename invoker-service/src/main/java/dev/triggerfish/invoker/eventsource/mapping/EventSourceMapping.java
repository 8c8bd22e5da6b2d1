package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import java.time.Instant;

/**
 * A source whose records invoke a function.
 *
 * @param uuid its identity
 * @param function as its owner addressed it; it may be gone
 * @param source what is read
 * @param settings how
 * @param enabled whether its owner wants it to run
 * @param state where it is in its life
 * @param lastResult what became of the last batch, for its owner
 * @param modified when its owner changed it last, platform time
 * @param revision raised by each change
 */
public record EventSourceMapping(
    String uuid,
    FunctionName function,
    MappedSource source,
    MappingSettings settings,
    boolean enabled,
    MappingState state,
    String lastResult,
    Instant modified,
    long revision) {

  /** Of a mapping that has not invoked its function yet. */
  static final String NOTHING_YET = "No records processed";

  /** The function's ARN, qualified if its owner named a qualifier. */
  public String functionArn() {
    return FunctionKey.of(function).arn(function.qualifier());
  }

  /** Its own ARN. */
  public String arn() {
    return arn(function.accountId(), function.region(), uuid);
  }

  static String arn(String accountId, String region, String uuid) {
    return Arn.of("lambda", region, accountId, "event-source-mapping:" + uuid).toString();
  }

  /** Whether workers are to read its source, now or once they have begun. */
  public boolean runs() {
    return enabled && state != MappingState.DELETING;
  }

  EventSourceMapping changed(
      FunctionName function,
      MappedSource source,
      MappingSettings settings,
      boolean enabled,
      Instant now) {
    return new EventSourceMapping(
        uuid,
        function,
        source,
        settings,
        enabled,
        MappingState.ofUpdate(this.enabled, enabled),
        lastResult,
        now,
        revision);
  }

  EventSourceMapping in(MappingState next) {
    return new EventSourceMapping(
        uuid, function, source, settings, enabled, next, lastResult, modified, revision);
  }
}
