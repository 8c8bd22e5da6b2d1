/** Where the service keeps its state. */
@NullMarked
package dev.triggerfish.eventbus.storage;

import org.jspecify.annotations.NullMarked;
