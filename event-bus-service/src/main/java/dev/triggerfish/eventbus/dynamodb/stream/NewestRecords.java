package dev.triggerfish.eventbus.dynamodb.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.kafka.outbox.OutboxRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * The newest records of the shards that this process has sent records of last: who reads along with
 * the writers need not wait for Kafka. All of them are in Kafka.
 */
final class NewestRecords {

  private static final int SHARDS = 32;
  private static final int RECORDS = 1_000;
  private static final int BYTES = 2 * 1024 * 1024;

  private final Cache<Shard, Newest> shards = Caffeine.newBuilder().maximumSize(SHARDS).build();

  private record Shard(String topic, int number) {}

  /** Takes records of one shard, in order, once they are in Kafka. */
  void add(String topic, List<OutboxRow> rows) {
    shards.get(new Shard(topic, rows.getFirst().entry().shard()), _ -> new Newest()).add(rows);
  }

  /**
   * Records of a shard from a number on.
   *
   * @param limit how many and how large they may be
   * @return empty if that number is not among the newest
   */
  List<StoredRecord> from(String topic, int shard, long number, ReadLimit limit) {
    var newest = shards.getIfPresent(new Shard(topic, shard));
    return newest == null ? List.of() : newest.from(number, limit);
  }

  /** Consecutive records. */
  private static final class Newest {

    private final Deque<StoredRecord> records = new ArrayDeque<>();
    private long bytes;

    synchronized void add(List<OutboxRow> rows) {
      for (var row : rows) {
        if (!records.isEmpty() && records.getLast().number() + 1 != row.number()) {
          records.clear();
          bytes = 0;
        }
        var json = Objects.requireNonNull(row.entry().payload());
        records.add(new StoredRecord(row.number(), json));
        bytes += json.length;
        while (records.size() > RECORDS || (bytes > BYTES && records.size() > 1)) {
          bytes -= records.removeFirst().json().length;
        }
      }
    }

    synchronized List<StoredRecord> from(long number, ReadLimit limit) {
      if (records.isEmpty() || number < records.getFirst().number()) {
        return List.of();
      }
      var found = new ArrayList<StoredRecord>();
      var bytes = 0L;
      for (var each : records) {
        if (each.number() >= number) {
          bytes += each.json().length;
          if (!limit.allows(found.size(), bytes)) {
            break;
          }
          found.add(each);
        }
      }
      return found;
    }
  }
}
