package dev.triggerfish.aws.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how a part of the platform is. Asked on every look at {@code /_triggerfish/health}, so it
 * must be quick.
 */
public interface HealthProbe {

  /** The parts that it looks after. */
  List<Finding> findings();

  /**
   * How one part is.
   *
   * @param part such as {@code invoker.sandbox}
   * @param state how it is
   * @param detail in a few words
   * @param remedy the command or step that brings what is missing, or null
   */
  record Finding(String part, State state, String detail, @Nullable String remedy) {

    /** All is well. */
    public static Finding up(String part, String detail) {
      return new Finding(part, State.UP, detail, null);
    }

    /** It works, but less well than it could. */
    public static Finding degraded(String part, String detail, String remedy) {
      return new Finding(part, State.DEGRADED, detail, remedy);
    }
  }

  /** The states of a part. */
  enum State {
    UP,
    /** Works, with something missing. */
    DEGRADED,
    DOWN
  }
}
