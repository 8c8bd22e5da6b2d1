package dev.triggerfish.aws.authorization;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How permissions are enforced.
 *
 * @param mode enforce, audit or off
 * @param catchUp how long a denial waits, at most, for the replica to catch up with iam-service
 */
@ConfigurationProperties("triggerfish.iam")
public record AuthorizationProperties(
    @DefaultValue("enforce") Mode mode, @DefaultValue("5s") Duration catchUp) {

  /** The effect of a denial. */
  public enum Mode {
    /** The request is refused. */
    ENFORCE,
    /**
     * The request goes on, and the log says what would have been refused and which statement would
     * grant it.
     */
    AUDIT,
    /** Nothing is decided. */
    OFF
  }
}
