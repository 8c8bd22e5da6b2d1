/** Publishing: messages as they come in, and the signed notifications that functions are given. */
@NullMarked
package dev.triggerfish.eventbus.sns.publish;

import org.jspecify.annotations.NullMarked;
