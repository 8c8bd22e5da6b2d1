/** The Runtime API, by which the runtime of an environment takes events and answers them. */
@NullMarked
package dev.triggerfish.invoker.runtimeapi;

import org.jspecify.annotations.NullMarked;
