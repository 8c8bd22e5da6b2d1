package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.invoker.eventsource.Lane.Work;
import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a shard in memory, and what is to be done next with them. There are as many lanes
 * as batches may be under way at once; records of one group are in one lane. Not thread-safe.
 */
final class ShardLanes {

  /** Records may arrive so much later than the moment that they bear. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Progress progress;
  private List<Lane> lanes = lanes(1);
  private @Nullable TumblingWindow window;

  ShardLanes(Progress.Point begin, @Nullable TumblingWindow window) {
    this.progress = new Progress(begin);
    this.window = window;
  }

  private static List<Lane> lanes(int count) {
    return IntStream.range(0, count).mapToObj(_ -> new Lane()).toList();
  }

  List<Lane> all() {
    return lanes;
  }

  boolean isRunning() {
    return lanes.stream().anyMatch(lane -> lane.running);
  }

  /** Where whoever goes on has to begin. */
  Progress.Point point() {
    return progress.point();
  }

  @Nullable TumblingWindow window() {
    return window;
  }

  void window(@Nullable TumblingWindow next) {
    window = next;
  }

  /** Whether more records may come, beside those that are not settled. */
  boolean hasRoom(int mostRecords, long mostBytes) {
    return progress.open() < mostRecords && progress.bytes() < mostBytes;
  }

  void settle(List<SourceRecord> records) {
    records.forEach(progress::settled);
  }

  void add(SourceRecord record) {
    progress.begun(record);
    lane(record).pending.add(record);
  }

  /** A record with which nothing is to be done. */
  void skip(SourceRecord record) {
    progress.begun(record);
    progress.settled(record);
  }

  private Lane lane(SourceRecord record) {
    return lanes.get(Math.floorMod(record.group().hashCode(), lanes.size()));
  }

  /** Looks through the records that are in no batch yet, and settles those that are not wanted. */
  void retain(Predicate<SourceRecord> wanted) {
    for (var lane : lanes) {
      lane.pending.removeIf(
          record -> {
            var unwanted = !wanted.test(record);
            if (unwanted) {
              progress.settled(record);
            }
            return unwanted;
          });
    }
  }

  /**
   * Shares all records out anew. Nothing may be running; batches that wait are taken apart, and
   * their retries begin again.
   */
  void share(int count) {
    var records =
        lanes.stream()
            .flatMap(lane -> Stream.concat(inWork(lane), lane.pending.stream()))
            .sorted(Comparator.comparingLong(SourceRecord::position))
            .toList();
    lanes.forEach(Lane::cancel);
    lanes = lanes(count);
    records.forEach(record -> lane(record).pending.add(record));
  }

  private static Stream<SourceRecord> inWork(Lane lane) {
    var records = new ArrayList<SourceRecord>();
    for (var work : lane.work) {
      switch (work) {
        case Work.Invoke(var batch) -> records.addAll(batch.records());
        case Work.Tell(var discarded, _) -> records.addAll(discarded.batch().records());
        case Work.Close _ -> {}
      }
    }
    return records.stream();
  }

  /** What is to be done next in a lane; null if there is nothing now. */
  @Nullable Work next(Lane lane, MappingSettings settings, Instant now) {
    if (lane.until != null && now.isBefore(lane.until)) {
      return null;
    }
    lane.until = null;
    var work = lane.work.poll();
    if (work != null) {
      return work;
    }
    var open = window;
    if (open != null && mustClose(open, lane.pending.peek(), settings, now)) {
      return new Work.Close(Batch.of(List.of()), open.exceedsLimit());
    }
    var first = lane.pending.peek();
    var waited = first != null && !now.isBefore(full(first, settings));
    var count = BatchSize.next(lane.pending, settings, waited);
    if (count == 0 || first == null) {
      return null;
    }
    if (settings.tumblingWindowSeconds() > 0 && window == null) {
      window = TumblingWindow.of(first, settings.tumblingWindowSeconds());
    }
    var records = new ArrayList<SourceRecord>(count);
    while (records.size() < count) {
      records.add(lane.pending.remove());
    }
    return new Work.Invoke(Batch.of(records));
  }

  private static boolean mustClose(
      TumblingWindow open, @Nullable SourceRecord next, MappingSettings settings, Instant now) {
    if (open.exceedsLimit() || open.lengthSeconds() != settings.tumblingWindowSeconds()) {
      return true;
    }
    return next == null ? !now.isBefore(open.ends().plus(GRACE)) : !open.holds(next);
  }

  /** When a batch that begins with a record has waited long enough. */
  private static Instant full(SourceRecord first, MappingSettings settings) {
    return Instant.ofEpochMilli(first.polled()).plus(settings.batchingWindow());
  }

  /** When there may be something to do in a lane, without anything new; null if never. */
  @Nullable Instant due(Lane lane, MappingSettings settings) {
    if (lane.until != null) {
      return lane.until;
    }
    var first = lane.pending.peek();
    if (first != null) {
      return full(first, settings);
    }
    var open = window;
    return open == null ? null : open.ends().plus(GRACE);
  }
}
