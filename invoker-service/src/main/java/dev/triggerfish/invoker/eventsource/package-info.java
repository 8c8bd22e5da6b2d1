/**
 * Reads event sources and invokes functions with what it finds: poll, filter, window, invoke,
 * outcome, settle, the same for each kind of source.
 */
@NullMarked
package dev.triggerfish.invoker.eventsource;

import org.jspecify.annotations.NullMarked;
