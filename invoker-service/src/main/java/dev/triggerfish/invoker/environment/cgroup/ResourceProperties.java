package dev.triggerfish.invoker.environment.cgroup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether functions are held to their memory and processor time.
 *
 * @param limits {@code auto} takes the best that this machine has, {@code watch} makes no control
 *     groups even where it could, {@code off} lets functions use what there is
 */
@ConfigurationProperties("triggerfish.sandbox")
public record ResourceProperties(@DefaultValue("auto") Limits limits) {

  /** Whether there are limits. */
  public enum Limits {
    AUTO,
    WATCH,
    OFF
  }
}
