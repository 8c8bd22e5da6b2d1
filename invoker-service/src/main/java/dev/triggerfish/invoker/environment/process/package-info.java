/** Runtimes as operating system processes, each environment in a sandbox of its own. */
@NullMarked
package dev.triggerfish.invoker.environment.process;

import org.jspecify.annotations.NullMarked;
