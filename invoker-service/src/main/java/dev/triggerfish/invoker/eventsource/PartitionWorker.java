package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.kafka.outbox.OutboxNumbers;
import dev.triggerfish.aws.kafka.poll.OwnedPartition;
import dev.triggerfish.aws.kafka.poll.PartitionHandler;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A shard that is a partition: drops repeats, and notes in the partition's lease how far it is. */
final class PartitionWorker implements PartitionHandler, ShardWorker.Settlement {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long UNKNOWN = -1;

  private final OwnedPartition owned;
  private final Supplier<EventSourceMapping> mapping;
  private final EventSource.Partitioned source;
  private final WorkerParts parts;
  private final Consumer<PartitionWorker> closed;
  private final Note begin;
  private OutboxNumbers numbers;
  private long expected;
  private volatile @Nullable ShardWorker worker;

  PartitionWorker(
      OwnedPartition owned,
      Supplier<EventSourceMapping> mapping,
      EventSource.Partitioned source,
      WorkerParts parts,
      Consumer<PartitionWorker> closed) {
    this.owned = owned;
    this.mapping = mapping;
    this.source = source;
    this.parts = parts;
    this.closed = closed;
    var note = owned.note();
    this.begin = note == null ? new Note(UNKNOWN, null) : JSON.readValue(note, Note.class);
    this.expected = Objects.requireNonNullElse(owned.checkpoint(), UNKNOWN);
    this.numbers =
        begin.number == UNKNOWN ? OutboxNumbers.fromAnywhere() : OutboxNumbers.from(begin.number);
  }

  /** What is noted beside the offset. */
  private record Note(long number, @Nullable TumblingWindow window) {}

  /**
   * Begins with what is left from before, without any new record: a window that is to be closed.
   */
  void resume() {
    if (begin.window != null && expected != UNKNOWN) {
      open(expected).pump();
    }
  }

  private ShardWorker open(long offset) {
    var opened =
        new ShardWorker(
            owned.partition().partition(),
            mapping,
            source,
            parts,
            this,
            new Progress.Point(offset, begin.number),
            begin.window);
    worker = opened;
    return opened;
  }

  @Override
  public void handle(List<ConsumerRecord<String, byte[]>> read) throws InterruptedException {
    var current = worker;
    if (current == null) {
      current = open(read.getFirst().offset());
    }
    var records = new ArrayList<SourceRecord>(read.size());
    for (var one : read) {
      if (isNext(one)) {
        records.add(source.read(one));
      }
    }
    current.accept(records);
  }

  private boolean isNext(ConsumerRecord<String, byte[]> one) {
    if (expected != UNKNOWN && one.offset() > expected) {
      // What was in between has been trimmed, and its numbers will not come any more.
      numbers = OutboxNumbers.fromAnywhere();
    }
    expected = one.offset() + 1;
    var number = OutboxNumbers.of(one.headers());
    return number.isEmpty() || numbers.take(number.getAsLong());
  }

  @Override
  public boolean note(Progress.Point point, @Nullable TumblingWindow window) {
    var note = JSON.writeValueAsString(new Note(point.number(), window));
    return owned.checkpoint(point.position(), note);
  }

  @Override
  public void fail() {
    owned.fail();
  }

  @Override
  public long lag() {
    return owned.lag();
  }

  /** The mapping has changed. */
  void changed() {
    var current = worker;
    if (current != null) {
      current.pump();
    }
  }

  @Override
  public boolean leave() {
    var current = worker;
    return current == null || current.leave();
  }

  @Override
  public void close() {
    closed.accept(this);
    var current = worker;
    if (current != null) {
      current.close();
    }
  }
}
