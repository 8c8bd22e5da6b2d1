/** Where events go when they have ended: destinations and dead-letter targets. */
@NullMarked
package dev.triggerfish.invoker.destination;

import org.jspecify.annotations.NullMarked;
