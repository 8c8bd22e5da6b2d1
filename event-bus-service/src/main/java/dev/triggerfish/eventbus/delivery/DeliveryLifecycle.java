package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.delivery.DeliveryEngine;
import org.springframework.context.SmartLifecycle;

/** Starts the engine last, when its targets answer, and stops it first. */
final class DeliveryLifecycle implements SmartLifecycle {

  private final DeliveryEngine<PendingEvent> engine;
  private volatile boolean running;

  DeliveryLifecycle(DeliveryEngine<PendingEvent> engine) {
    this.engine = engine;
  }

  @Override
  public void start() {
    engine.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    engine.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
