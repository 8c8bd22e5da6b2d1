package dev.triggerfish.invoker.environment;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much of the machine's processors has been used lately. */
final class ProcessorLoad {

  private static final double FULL = 0.9;

  /** A shorter look would say what one process did. */
  private static final long WINDOW_NANOS = 100_000_000;

  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private long lookedAt = System.nanoTime() - WINDOW_NANOS;
  private double load;

  /** Whether no processor has been idle; false where the machine does not say. */
  synchronized boolean isFull() {
    var now = System.nanoTime();
    if (now - lookedAt >= WINDOW_NANOS) {
      lookedAt = now;
      load = machine.getCpuLoad();
    }
    return load > FULL;
  }
}
