/**
 * Items and their values: which are valid, how they compare, how large they are, how they are kept,
 * and in which order their keys stand.
 */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.item;

import org.jspecify.annotations.NullMarked;
