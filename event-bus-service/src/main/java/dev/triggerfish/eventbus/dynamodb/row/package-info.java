/**
 * Items and index entries as rows of one ordered table, and the one way to write them: by a
 * condition on what is there, many in one commit.
 */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.row;

import org.jspecify.annotations.NullMarked;
