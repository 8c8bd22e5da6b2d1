/** The metrics of {@code AWS/DynamoDB}. */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.metric;

import org.jspecify.annotations.NullMarked;
