package dev.triggerfish.invoker.environment;

import java.time.Instant;

/** An environment as its pool sees it; guarded by the pool's lock. */
final class PooledEnvironment {

  private final ExecutionEnvironment environment;
  private final Instant created;
  private Instant lastUsed;
  private boolean free;
  private long lease = 1;
  private long served;

  PooledEnvironment(ExecutionEnvironment environment, Instant now) {
    this.environment = environment;
    this.created = now;
    this.lastUsed = now;
  }

  ExecutionEnvironment environment() {
    return environment;
  }

  boolean isFree() {
    return free;
  }

  /** Of one that is free. */
  Instant idleSince() {
    return lastUsed;
  }

  void take(Instant now) {
    free = false;
    lastUsed = now;
    lease++;
  }

  /** The number of the present lease, or of the last one. */
  long lease() {
    return lease;
  }

  void release(Instant now) {
    free = true;
    lastUsed = now;
    served++;
  }

  EnvironmentView view() {
    return EnvironmentView.of(environment, created, lastUsed, served);
  }
}
