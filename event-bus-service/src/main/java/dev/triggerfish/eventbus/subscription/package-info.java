/** Who wants a topic's messages. */
@NullMarked
package dev.triggerfish.eventbus.subscription;

import org.jspecify.annotations.NullMarked;
