/** Event source mappings as AWS's API shows them: what is kept, what is allowed, and the states. */
@NullMarked
package dev.triggerfish.invoker.eventsource.mapping;

import org.jspecify.annotations.NullMarked;
