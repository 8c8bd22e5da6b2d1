/** Who wants a topic's messages. */
@NullMarked
package dev.triggerfish.eventbus.sns.subscription;

import org.jspecify.annotations.NullMarked;
