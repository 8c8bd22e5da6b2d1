/** Functions that call themselves: which of them may, and how they are recognized. */
@NullMarked
package dev.triggerfish.invoker.recursion;

import org.jspecify.annotations.NullMarked;
