package dev.triggerfish.invoker.functionlifecycle;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * Where a function is between being created and being deleted. AWS shows it as two states, of the
 * function and of its last update.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">Lambda function
 *     states</a>
 */
enum LifeCycle {
  /** Being created: cannot be invoked. */
  CREATING(State.PENDING, null),
  /** Settled. */
  ACTIVE(State.ACTIVE, LastUpdateStatus.SUCCESSFUL),
  /** Being updated: invocations run what was there before. */
  UPDATING(State.ACTIVE, LastUpdateStatus.IN_PROGRESS),
  /** Could not be created: can only be deleted. */
  CREATION_FAILED(State.FAILED, null),
  /** Could not be updated: invocations run what was there before. */
  UPDATE_FAILED(State.ACTIVE, LastUpdateStatus.FAILED);

  private static final Map<LifeCycle, Set<LifeCycle>> TRANSITIONS =
      Map.of(
          CREATING, Set.of(ACTIVE, CREATION_FAILED),
          ACTIVE, Set.of(UPDATING),
          UPDATING, Set.of(ACTIVE, UPDATE_FAILED),
          CREATION_FAILED, Set.of(),
          UPDATE_FAILED, Set.of(UPDATING));

  private final State state;
  private final @Nullable LastUpdateStatus lastUpdate;

  LifeCycle(State state, @Nullable LastUpdateStatus lastUpdate) {
    this.state = state;
    this.lastUpdate = lastUpdate;
  }

  State state() {
    return state;
  }

  @Nullable LastUpdateStatus lastUpdate() {
    return lastUpdate;
  }

  /** Whether something in the background is to end this. */
  boolean inProgress() {
    return this == CREATING || this == UPDATING;
  }

  boolean canBecome(LifeCycle next) {
    return TRANSITIONS.getOrDefault(this, Set.of()).contains(next);
  }

  /** The next state, or an {@link IllegalStateException} if this one does not lead there. */
  LifeCycle become(LifeCycle next) {
    if (!canBecome(next)) {
      throw new IllegalStateException("A function that is " + this + " cannot become " + next);
    }
    return next;
  }
}
