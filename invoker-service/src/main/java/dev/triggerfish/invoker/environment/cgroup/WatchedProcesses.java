package dev.triggerfish.invoker.environment.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where control groups cannot be used: the memory of an environment's processes is added up from
 * time to time. Processor time is not limited.
 */
final class WatchedProcesses implements ResourceControl {

  private final String reason;
  private final @Nullable String remedy;

  WatchedProcesses(String reason, @Nullable String remedy) {
    this.reason = reason;
    this.remedy = remedy;
  }

  @Override
  public EnvironmentResources open(ResourceLimits limits) {
    return new Environment(limits);
  }

  @Override
  public ControlReport report() {
    return new ControlReport(
        false,
        reason
            + ": the memory of functions is looked at from time to time, and their CPU is not"
            + " limited",
        remedy);
  }

  @Override
  public void close() {
    // Nothing was made.
  }

  private static final class Environment implements EnvironmentResources {
    private final ResourceLimits limits;
    private final AtomicLong peak = new AtomicLong();
    private volatile long root;

    Environment(ResourceLimits limits) {
      this.limits = limits;
    }

    @Override
    public List<Path> entrances() {
      return List.of();
    }

    @Override
    public void started(long pid) {
      root = pid;
    }

    @Override
    public void boost() {
      // Processor time is not limited.
    }

    @Override
    public void settle() {
      // Processor time is not limited.
    }

    @Override
    public boolean exceedsMemory() {
      var used = processes().stream().mapToLong(ProcessTree::anonymousBytes).sum();
      peak.accumulateAndGet(used, Math::max);
      return used > limits.memoryBytes();
    }

    @Override
    public List<Long> processes() {
      return root == 0 ? List.of() : ProcessTree.of(root);
    }

    @Override
    public long peakMemory() {
      return peak.get();
    }

    @Override
    public long kernelKills() {
      return 0;
    }

    @Override
    public void close() {
      root = 0;
    }
  }
}
