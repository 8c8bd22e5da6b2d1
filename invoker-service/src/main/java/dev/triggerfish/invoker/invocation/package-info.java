/** What is run, and how it ended. */
@NullMarked
package dev.triggerfish.invoker.invocation;

import org.jspecify.annotations.NullMarked;
