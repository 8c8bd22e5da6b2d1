/** Who may do what with which items: resources and condition keys of DynamoDB's operations. */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.access;

import org.jspecify.annotations.NullMarked;
