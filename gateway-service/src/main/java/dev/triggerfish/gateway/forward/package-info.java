/** Passing requests on to the services that own them, when those are other processes. */
@NullMarked
package dev.triggerfish.gateway.forward;

import org.jspecify.annotations.NullMarked;
