package dev.triggerfish.invoker.environment;

import dev.triggerfish.invoker.function.FunctionVersion;

/** Makes the places in which runtimes run. */
public interface RuntimeExecutor {

  /**
   * Makes a place for one environment; nothing of the function runs in it yet.
   *
   * @throws RuntimeStartException if that is impossible on this machine
   */
  RuntimeSandbox open(FunctionVersion version) throws RuntimeStartException;
}
