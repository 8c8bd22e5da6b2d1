/**
 * Where this process's environments reach the platform, and what the platform says of this machine.
 */
@NullMarked
package dev.triggerfish.invoker.endpoint;

import org.jspecify.annotations.NullMarked;
