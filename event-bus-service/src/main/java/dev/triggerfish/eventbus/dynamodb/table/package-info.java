/** Tables: their keys, indexes and settings, and the operations that make and change them. */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.table;

import org.jspecify.annotations.NullMarked;
