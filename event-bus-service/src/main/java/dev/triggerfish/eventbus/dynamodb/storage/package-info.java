/** DynamoDB's database. */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.storage;

import org.jspecify.annotations.NullMarked;
