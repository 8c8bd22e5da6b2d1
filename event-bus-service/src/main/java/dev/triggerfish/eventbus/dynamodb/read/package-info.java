/** The operations that read items: by key, by query, by scan. */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.read;

import org.jspecify.annotations.NullMarked;
