/** How many invocations may run at once, and begin per second; per account and per function. */
@NullMarked
package dev.triggerfish.invoker.concurrency;

import org.jspecify.annotations.NullMarked;
