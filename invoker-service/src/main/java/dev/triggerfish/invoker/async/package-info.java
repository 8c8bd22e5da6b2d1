/** Asynchronous invocation: events are kept, run in turn, tried again, and handed on in the end. */
@NullMarked
package dev.triggerfish.invoker.async;

import org.jspecify.annotations.NullMarked;
