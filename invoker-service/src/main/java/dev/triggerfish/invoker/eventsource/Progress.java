package dev.triggerfish.invoker.eventsource;

import java.util.TreeMap;

/**
 * How far a shard is settled: records are begun in order and settled in any. Whoever goes on begins
 * with the first that is not settled.
 */
final class Progress {

  private final TreeMap<Long, SourceRecord> open = new TreeMap<>();
  private Point end;
  private long bytes;

  /**
   * @param begin the first record that is not settled, as far as is known
   */
  Progress(Point begin) {
    this.end = begin;
  }

  /**
   * A place in a shard.
   *
   * @param position of the first record that is not settled
   * @param number of that record, by which its writer counts; -1 if it is not known
   */
  record Point(long position, long number) {}

  void begun(SourceRecord record) {
    open.put(record.position(), record);
    bytes += record.json().length;
    end = new Point(record.position() + 1, record.number() + 1);
  }

  void settled(SourceRecord record) {
    if (open.remove(record.position()) != null) {
      bytes -= record.json().length;
    }
  }

  /** Where whoever goes on has to begin. */
  Point point() {
    var first = open.firstEntry();
    return first == null ? end : new Point(first.getKey(), first.getValue().number());
  }

  /** How many are begun and not settled. */
  int open() {
    return open.size();
  }

  /** How large they are together. */
  long bytes() {
    return bytes;
  }
}
