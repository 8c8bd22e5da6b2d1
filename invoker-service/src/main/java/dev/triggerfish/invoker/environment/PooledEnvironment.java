package dev.triggerfish.invoker.environment;

import java.time.Instant;

/** An environment as its pool sees it; guarded by the pool's lock. */
final class PooledEnvironment {

  private final ExecutionEnvironment environment;
  private Instant idleSince;
  private boolean free;
  private long lease = 1;

  PooledEnvironment(ExecutionEnvironment environment, Instant now) {
    this.environment = environment;
    this.idleSince = now;
  }

  ExecutionEnvironment environment() {
    return environment;
  }

  boolean isFree() {
    return free;
  }

  Instant idleSince() {
    return idleSince;
  }

  void take() {
    free = false;
    lease++;
  }

  /** The number of the present lease, or of the last one. */
  long lease() {
    return lease;
  }

  void release(Instant now) {
    free = true;
    idleSince = now;
  }
}
