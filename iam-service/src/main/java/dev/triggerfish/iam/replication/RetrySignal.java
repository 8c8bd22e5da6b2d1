package dev.triggerfish.iam.replication;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says that records stayed behind in the outbox. */
final class RetrySignal implements Runnable {

  private final AtomicBoolean raised = new AtomicBoolean();

  @Override
  public void run() {
    raised.set(true);
  }

  /** Whether it was raised since it was last asked. */
  boolean take() {
    return raised.getAndSet(false);
  }
}
