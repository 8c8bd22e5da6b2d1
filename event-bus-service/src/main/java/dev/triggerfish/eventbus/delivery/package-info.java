/**
 * The way from a source to its targets: durable with the event itself, tried until the target has
 * it or the source gives up.
 */
@NullMarked
package dev.triggerfish.eventbus.delivery;

import org.jspecify.annotations.NullMarked;
