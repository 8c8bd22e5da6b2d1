/** The one core in which every way to invoke a function ends, and the operation Invoke. */
@NullMarked
package dev.triggerfish.invoker.dispatch;

import org.jspecify.annotations.NullMarked;
