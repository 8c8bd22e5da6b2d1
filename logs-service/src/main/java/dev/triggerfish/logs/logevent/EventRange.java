package dev.triggerfish.logs.logevent;

import dev.triggerfish.logs.storage.LikePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events a request is about.
 *
 * @param groupId the group
 * @param streams ids of the streams, or empty for all of the group
 * @param streamsLike for {@code like}, or null for streams of any name
 * @param from milliseconds since the epoch, inclusive
 * @param to milliseconds since the epoch, exclusive
 */
record EventRange(
    long groupId, List<Long> streams, @Nullable String streamsLike, long from, long to) {

  static EventRange ofGroup(long groupId, long from, long to) {
    return new EventRange(groupId, List.of(), null, from, to);
  }

  static EventRange ofStreams(long groupId, List<Long> streams, long from, long to) {
    return new EventRange(groupId, streams, null, from, to);
  }

  static EventRange ofPrefix(long groupId, String prefix, long from, long to) {
    return new EventRange(groupId, List.of(), LikePattern.prefix(prefix), from, to);
  }
}
