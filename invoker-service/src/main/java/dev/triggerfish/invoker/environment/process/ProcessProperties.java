package dev.triggerfish.invoker.environment.process;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How functions are shut in.
 *
 * @param kind {@code auto} takes the best that works here: {@code bubblewrap}, {@code unshare} or
 *     {@code none}, each of which can be asked for too
 * @param required refuse to start where nothing isolates
 */
@ConfigurationProperties("triggerfish.sandbox")
public record ProcessProperties(
    @DefaultValue("auto") Kind kind, @DefaultValue("false") boolean required) {

  /** Ways to shut a process in. */
  public enum Kind {
    AUTO,
    BUBBLEWRAP,
    UNSHARE,
    NONE
  }
}
