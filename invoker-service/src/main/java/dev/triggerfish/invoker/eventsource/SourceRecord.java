package dev.triggerfish.invoker.eventsource;

/**
 * A record of a source.
 *
 * @param position in its shard, ascending
 * @param number by which its writer counts, without gaps; 0 if it does not
 * @param id as functions name it in their answers: a sequence number
 * @param event by which its way can be followed
 * @param group records of the same group stay in order
 * @param arrived milliseconds since the epoch, platform time
 * @param polled when it was read, platform time
 * @param json as functions get it
 */
// Its bytes are written once; nothing compares records.
@SuppressWarnings("ArrayRecordComponent")
record SourceRecord(
    long position,
    long number,
    String id,
    String event,
    String group,
    long arrived,
    long polled,
    byte[] json) {}
