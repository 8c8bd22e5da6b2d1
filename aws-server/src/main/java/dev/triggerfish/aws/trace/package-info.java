/** What follows a call through services. */
@NullMarked
package dev.triggerfish.aws.trace;

import org.jspecify.annotations.NullMarked;
