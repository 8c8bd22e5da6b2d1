/** Platform time. */
@NullMarked
package dev.triggerfish.aws.clock;

import org.jspecify.annotations.NullMarked;
