package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Holds environments to their limits, by whatever this machine has for it. */
public interface ResourceControl extends AutoCloseable {

  /**
   * Makes room for one environment.
   *
   * @throws IOException if the machine refuses, which it did not when it was tried at start
   */
  EnvironmentResources open(ResourceLimits limits) throws IOException;

  /** What is limited here, and what is not. */
  ControlReport report();

  /** Removes what it has made. The environments are closed by then. */
  @Override
  void close();

  /**
   * What a machine can do.
   *
   * @param complete whether memory and processor time are both limited by the kernel
   * @param detail a sentence for people
   * @param remedy the command that brings what is missing, or null
   */
  record ControlReport(boolean complete, String detail, @Nullable String remedy) {}
}
