/** Execution environments: their life cycle, and the pools that hand them out. */
@NullMarked
package dev.triggerfish.invoker.environment;

import org.jspecify.annotations.NullMarked;
