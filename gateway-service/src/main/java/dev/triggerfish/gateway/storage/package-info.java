/** Where the service keeps its state. */
@NullMarked
package dev.triggerfish.gateway.storage;

import org.jspecify.annotations.NullMarked;
