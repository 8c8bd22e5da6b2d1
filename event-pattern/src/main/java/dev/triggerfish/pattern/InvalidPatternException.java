package dev.triggerfish.pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** A text is no event pattern. Each service has its own words around {@link #problem}. */
public final class InvalidPatternException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final transient @Nullable TokenStreamLocation location;

  InvalidPatternException(String problem, @Nullable TokenStreamLocation location) {
    super(problem);
    this.problem = problem;
    this.location = location;
  }

  InvalidPatternException(JacksonException noJson) {
    super(noJson);
    this.problem = noJson.getOriginalMessage();
    this.location = noJson.getLocation();
  }

  /** What is wrong, as AWS's engine says it, without the place. */
  public String problem() {
    return problem;
  }

  /** Where it is wrong; null if AWS's engine does not say. */
  public @Nullable TokenStreamLocation location() {
    return location;
  }

  /** The parser's error, if the text is no JSON at all. */
  public @Nullable JacksonException noJson() {
    return getCause() instanceof JacksonException e ? e : null;
  }
}
