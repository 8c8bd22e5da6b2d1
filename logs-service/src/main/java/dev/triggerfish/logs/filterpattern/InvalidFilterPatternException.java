package dev.triggerfish.logs.filterpattern;

/** A filter pattern that is malformed, or of a kind that is not simulated. */
public class InvalidFilterPatternException extends RuntimeException {

  InvalidFilterPatternException(String message) {
    super(message);
  }
}
