/** The operations that write items: one, in batches, and in transactions. */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.write;

import org.jspecify.annotations.NullMarked;
