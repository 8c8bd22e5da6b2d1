package dev.triggerfish.invoker.eventsource.mapping;

/**
 * Where a mapping is in its life. A transition is begun by an operation and ended by the workers;
 * meanwhile nobody may begin another one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html">
 *     EventSourceMappingConfiguration</a>
 */
public enum MappingState {
  CREATING("Creating"),
  ENABLING("Enabling"),
  ENABLED("Enabled"),
  DISABLING("Disabling"),
  DISABLED("Disabled"),
  UPDATING("Updating"),
  DELETING("Deleting");

  private final String text;

  MappingState(String text) {
    this.text = text;
  }

  /** As AWS writes it. */
  public String text() {
    return text;
  }

  /** Whether no transition is under way. */
  public boolean isSettled() {
    return this == ENABLED || this == DISABLED;
  }

  /**
   * The state in which a transition ends; the same state if none is under way. A deleted mapping is
   * gone then.
   *
   * @param enabled what the mapping's owner wants
   */
  public MappingState end(boolean enabled) {
    return switch (this) {
      case CREATING, UPDATING -> enabled ? ENABLED : DISABLED;
      case ENABLING -> ENABLED;
      case DISABLING -> DISABLED;
      case ENABLED, DISABLED, DELETING -> this;
    };
  }

  /**
   * The transition that an update begins.
   *
   * @param before whether it was enabled
   * @param after whether it is to be
   */
  static MappingState ofUpdate(boolean before, boolean after) {
    if (before == after) {
      return UPDATING;
    }
    return after ? ENABLING : DISABLING;
  }
}
