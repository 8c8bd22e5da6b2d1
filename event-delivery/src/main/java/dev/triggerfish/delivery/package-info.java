/**
 * The durable delivery engine: items wait in a table until they are due, one process at a time
 * claims each, and a lane per target works on them. {@link dev.triggerfish.delivery.DeliveryEngine}
 * is where to start reading.
 */
@NullMarked
package dev.triggerfish.delivery;

import org.jspecify.annotations.NullMarked;
