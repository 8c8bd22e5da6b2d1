/** How many invocations may run at once. */
@NullMarked
package dev.triggerfish.invoker.concurrency;

import org.jspecify.annotations.NullMarked;
