package dev.triggerfish.invoker.environment.process;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How functions are shut in.
 *
 * @param kind {@code auto} takes the best that works here: {@code bubblewrap}, {@code unshare} or
 *     {@code none}, each of which can be asked for too
 * @param prepared how many runtimes are kept started for functions that are yet to be called, at
 *     most one for each combination of runtime, memory size and size of {@code /tmp}; 0 for none
 * @param required refuse to start where nothing isolates
 */
@ConfigurationProperties("triggerfish.sandbox")
public record ProcessProperties(
    @DefaultValue("auto") Kind kind,
    @DefaultValue("3") int prepared,
    @DefaultValue("false") boolean required) {

  /** Ways to shut a process in. */
  public enum Kind {
    AUTO,
    BUBBLEWRAP,
    UNSHARE,
    NONE
  }
}
