package dev.triggerfish.invoker.environment.cgroup;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one environment uses, and the bounds that it is held to. */
public interface EnvironmentResources extends AutoCloseable {

  /** Files into which a process writes its id to be held to these bounds, it and its children. */
  List<Path> entrances();

  /**
   * The kernel's id of a control group (version 2) that holds the environment and nothing else;
   * null if there is none. Processes in a sandbox cannot leave it.
   */
  default @Nullable Long group() {
    return null;
  }

  /** The environment's outermost process has been started. */
  void started(long pid);

  /**
   * INIT begins: the processors are its own. AWS gives a starting function more than its share too.
   */
  void boost();

  /** INIT is over: from now on it gets the processor time that belongs to its memory. */
  void settle();

  /**
   * Whether more memory is in use than the function has. Cheap; to be asked again and again. Files
   * in {@code /tmp} do not count.
   */
  boolean exceedsMemory();

  /** Ids of its processes. */
  List<Long> processes();

  /** The most memory that was seen in use, in bytes; files in {@code /tmp} do not count. */
  long peakMemory();

  /** How often the kernel has killed a process of its for want of memory. */
  long kernelKills();

  /** Kills what is left and removes the bounds. */
  @Override
  void close();
}
