package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.pattern.EventPart;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A kind of source, as far as it differs from others. */
interface EventSource {

  /** A record as filters see it. */
  EventPart filterable(SourceRecord record);

  /**
   * The event of a batch.
   *
   * @param shard whose records they are
   * @param turn what belongs to the window; null if there are no windows
   */
  byte[] event(int shard, List<SourceRecord> records, @Nullable WindowTurn turn);

  /** Writes the member that tells a destination which records were given up. */
  void writeBatchInfo(JsonGenerator json, int shard, List<SourceRecord> records);

  /** A shard as AWS names it. */
  String shardId(int shard);

  /** A source that is a topic of Kafka. */
  interface Partitioned extends EventSource {

    /** Reads a record. */
    SourceRecord read(ConsumerRecord<String, byte[]> read);

    /** How long it keeps records, in seconds; they are given up when they are older. */
    long retentionSeconds();

    /** Whether what is left to read is measured in records. */
    boolean measuresLag();
  }

  /**
   * One invocation within a window.
   *
   * @param last whether the window has no more records
   * @param early whether that is because its state is too large
   */
  record WindowTurn(TumblingWindow window, boolean last, boolean early) {}
}
