package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.eventbus.dynamodb.table.Key;
import dev.triggerfish.eventbus.dynamodb.table.StreamSettings;
import org.jspecify.annotations.Nullable;

/**
 * A stream, of a table that is there or was.
 *
 * @param topic that holds its records
 * @param key of the table
 * @param settings it was made with
 * @param closedAt since when nothing more is written to it: milliseconds since the epoch, platform
 *     time; null while it is the table's
 */
record TableStream(StreamTopic topic, Key key, StreamSettings settings, @Nullable Long closedAt) {

  String arn() {
    return topic.arn();
  }

  int shards() {
    return settings.shards();
  }

  boolean isClosed() {
    return closedAt != null;
  }
}
