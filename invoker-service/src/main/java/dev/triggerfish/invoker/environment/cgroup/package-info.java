/**
 * What holds an environment to the memory and the processor time of its function: Linux's control
 * groups in either version, or, where they cannot be written to, a look at its processes.
 */
@NullMarked
package dev.triggerfish.invoker.environment.cgroup;

import org.jspecify.annotations.NullMarked;
