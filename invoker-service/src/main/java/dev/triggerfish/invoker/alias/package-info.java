/** Aliases: names for versions of functions, which can be moved and can share out invocations. */
@NullMarked
package dev.triggerfish.invoker.alias;

import org.jspecify.annotations.NullMarked;
