package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.storage.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes events that have outlived their group's retention, and the oldest if all are too many.
 */
final class LogEventTrimmer {

  private static final Logger log = LoggerFactory.getLogger(LogEventTrimmer.class);
  private static final int ROWS = 1_000;

  /** Trimming goes down to this share of the bound, so that it need not go on all the time. */
  private static final double LOW_WATER = 0.9;

  private final Database database;
  private final long maxBytes;
  private final AtomicBoolean said = new AtomicBoolean();

  LogEventTrimmer(Database database, long maxBytes) {
    this.database = database;
    this.maxBytes = maxBytes;
  }

  void trim(Instant now) {
    for (var group : groupsWithRetention()) {
      var cutoff = now.minus(Duration.ofDays(group.days())).toEpochMilli();
      while (delete(expired(group.id(), cutoff)) > 0) {
        log.debug("Deleted events of log group {} that have expired", group.id());
      }
    }
    trimToBound();
  }

  private void trimToBound() {
    var stored = storedBytes();
    if (stored <= maxBytes) {
      return;
    }
    if (said.compareAndSet(false, true)) {
      log.warn(
          "Log events take more than triggerfish.logs.max-bytes={}: the oldest are deleted, now and"
              + " later",
          maxBytes);
    }
    while (stored > maxBytes * LOW_WATER) {
      var deleted = delete(oldest((long) (stored - maxBytes * LOW_WATER)));
      if (deleted == 0) {
        return;
      }
      stored -= deleted;
    }
  }

  private long storedBytes() {
    return database
        .jdbc()
        .sql("select coalesce(sum(stored_bytes), 0) from log_stream")
        .query(Long.class)
        .single();
  }

  private List<Retention> groupsWithRetention() {
    return database
        .jdbc()
        .sql("select id, retention_days from log_group where retention_days is not null")
        .query((row, number) -> new Retention(row.getLong(1), row.getInt(2)))
        .list();
  }

  /**
   * An event goes only if both of its times are old: its own time is its writer's, whose clock may
   * lag the platform's.
   */
  private List<Row> expired(long groupId, long cutoff) {
    return database
        .jdbc()
        .sql(
            """
            select id, stream_id, size_bytes from log_event
            where group_id = :group and ts < :cutoff and ts + span_ms < :cutoff
              and ingested_at < :cutoff
            order by group_id, ts, id limit :rows
            """)
        .param("group", groupId)
        .param("cutoff", cutoff)
        .param("rows", ROWS)
        .query((row, number) -> new Row(row.getLong(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  /** The oldest, as many as it takes for so many bytes and no more. */
  private List<Row> oldest(long bytes) {
    var rows = oldest();
    var end = 0;
    var sum = 0L;
    while (end < rows.size() && sum < bytes) {
      sum += rows.get(end).bytes();
      end++;
    }
    return rows.subList(0, end);
  }

  private List<Row> oldest() {
    return database
        .jdbc()
        .sql("select id, stream_id, size_bytes from log_event order by id limit :rows")
        .param("rows", ROWS)
        .query((row, number) -> new Row(row.getLong(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  /**
   * Deletes rows and returns their bytes. Streams are locked in the order of ids, as by writers.
   */
  private long delete(List<Row> rows) {
    var bytesByStream = new TreeMap<Long, Long>();
    rows.forEach(row -> bytesByStream.merge(row.streamId(), row.bytes(), Long::sum));
    if (!rows.isEmpty()) {
      database.transactions().executeWithoutResult(status -> delete(rows, bytesByStream));
    }
    return bytesByStream.values().stream().mapToLong(Long::longValue).sum();
  }

  private void delete(List<Row> rows, Map<Long, Long> bytesByStream) {
    bytesByStream.forEach(
        (stream, bytes) ->
            database
                .jdbc()
                .sql("update log_stream set stored_bytes = stored_bytes - :bytes where id = :id")
                .param("bytes", bytes)
                .param("id", stream)
                .update());
    database
        .jdbc()
        .sql("delete from log_event where id in (:ids)")
        .param("ids", rows.stream().map(Row::id).toList())
        .update();
    database
        .jdbc()
        .sql(
            """
            update log_stream set first_event_at =
              (select min(e.ts) from log_event e where e.stream_id = log_stream.id)
            where id in (:ids)
            """)
        .param("ids", bytesByStream.keySet())
        .update();
  }

  private record Retention(long id, int days) {}

  private record Row(long id, long streamId, long bytes) {}
}
