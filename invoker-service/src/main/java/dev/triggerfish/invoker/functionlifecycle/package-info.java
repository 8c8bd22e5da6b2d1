/**
 * Functions as they are stored, from {@code Pending} to deleted, and the operations that manage
 * them.
 */
@NullMarked
package dev.triggerfish.invoker.functionlifecycle;

import org.jspecify.annotations.NullMarked;
