/** What functions cost: billed durations, gigabyte-seconds and prices. */
@NullMarked
package dev.triggerfish.logs.cost;

import org.jspecify.annotations.NullMarked;
