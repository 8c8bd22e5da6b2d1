/** Sends something to whatever an ARN names, as a service or as a session of a role. */
@NullMarked
package dev.triggerfish.delivery.sender;

import org.jspecify.annotations.NullMarked;
