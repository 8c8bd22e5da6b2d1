/** Lambda. */
@NullMarked
package dev.triggerfish.invoker;

import org.jspecify.annotations.NullMarked;
