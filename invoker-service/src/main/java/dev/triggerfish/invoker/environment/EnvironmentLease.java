package dev.triggerfish.invoker.environment;

import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;

/** An environment for one invocation, and for nobody else meanwhile. */
public final class EnvironmentLease implements AutoCloseable {

  private final EnvironmentPool pool;
  private final PooledEnvironment held;
  private final long number;
  private boolean invoked;

  EnvironmentLease(EnvironmentPool pool, PooledEnvironment held) {
    this.pool = pool;
    this.held = held;
    this.number = held.lease();
  }

  /** Runs the invocation; once per lease. */
  public InvocationOutcome invoke(Invocation invocation) {
    if (invoked) {
      throw new IllegalStateException("A lease is for one invocation");
    }
    invoked = true;
    return held.environment().invoke(invocation, () -> pool.free(held));
  }

  /**
   * Gives the environment back. If its runtime is still busy with what it had to do after the
   * answer, it becomes free by itself when it is done.
   */
  @Override
  public void close() {
    if (invoked) {
      pool.finishing(held, number);
    } else {
      pool.free(held);
    }
  }
}
