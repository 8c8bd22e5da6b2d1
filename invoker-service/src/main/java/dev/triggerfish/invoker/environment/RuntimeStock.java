package dev.triggerfish.invoker.environment;

/** Runtimes that have been started for functions that are yet to be called. */
public interface RuntimeStock {

  /** How many wait now. */
  int waiting();

  /** How many have got a function since the start. */
  long taken();
}
