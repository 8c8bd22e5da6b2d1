/** How events are tried and where they go in the end, per function, version or alias. */
@NullMarked
package dev.triggerfish.invoker.eventinvokeconfig;

import org.jspecify.annotations.NullMarked;
