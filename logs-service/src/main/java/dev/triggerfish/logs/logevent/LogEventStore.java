package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.storage.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log events of all streams. */
public final class LogEventStore {

  private static final int ROWS_PER_INSERT = 128;
  private static final String ROW = "(?, ?, ?, ?, ?, ?)";

  private static final String IN_STREAMS_LIKE =
      " and e.stream_id in (select s.id from log_stream s where s.group_id = :group"
          + " and s.name like :like escape '!')";

  private final Database database;

  LogEventStore(Database database) {
    this.database = database;
  }

  /**
   * Writes events, in order, as one transaction. Each stream's row is locked first, in the order of
   * ids, so that the ids of a stream's events ascend in the order in which readers come to see
   * them: a reader that goes on from the last event it saw misses none.
   *
   * @return whether it was done; not so if a stream is gone, and then nothing is written
   */
  public boolean append(List<NewLogEvent> events, long ingestedAt) {
    return Boolean.TRUE.equals(
        database
            .transactions()
            .execute(
                status -> {
                  if (!lockStreams(events, ingestedAt)) {
                    status.setRollbackOnly();
                    return false;
                  }
                  for (var at = 0; at < events.size(); at += ROWS_PER_INSERT) {
                    var end = Math.min(events.size(), at + ROWS_PER_INSERT);
                    insert(events.subList(at, end), ingestedAt);
                  }
                  return true;
                }));
  }

  private boolean lockStreams(List<NewLogEvent> events, long ingestedAt) {
    var writes = new TreeMap<Long, StreamWrite>();
    for (var event : events) {
      writes.merge(event.streamId(), StreamWrite.of(event), StreamWrite::and);
    }
    for (var write : writes.entrySet()) {
      if (!record(write, ingestedAt)) {
        return false;
      }
    }
    return true;
  }

  private boolean record(Map.Entry<Long, StreamWrite> write, long ingestedAt) {
    return database
            .jdbc()
            .sql(
                """
                update log_stream set
                  first_event_at = least(coalesce(first_event_at, :first), :first),
                  last_event_at = greatest(coalesce(last_event_at, :last), :last),
                  last_ingested_at = :ingested,
                  stored_bytes = stored_bytes + :bytes
                where id = :id
                """)
            .param("first", write.getValue().first())
            .param("last", write.getValue().last())
            .param("ingested", ingestedAt)
            .param("bytes", write.getValue().bytes())
            .param("id", write.getKey())
            .update()
        == 1;
  }

  private void insert(List<NewLogEvent> events, long ingestedAt) {
    var values = new ArrayList<Object>(events.size() * 6);
    for (var event : events) {
      values.add(event.groupId());
      values.add(event.streamId());
      values.add(event.timestamp());
      values.add(ingestedAt);
      values.add(event.size());
      // PostgreSQL has no way to store the character 0.
      values.add(event.message().replace('\0', '\uFFFD'));
    }
    database
        .jdbc()
        .sql(
            "insert into log_event (group_id, stream_id, ts, ingested_at, size_bytes, message)"
                + " values "
                + String.join(", ", Collections.nCopies(events.size(), ROW)))
        .params(values)
        .update();
  }

  /** Sizes of the events that {@link #read} would give, without reading their messages. */
  List<Integer> sizes(EventRange range, EventPosition from, boolean forward, int limit) {
    return select("e.size_bytes", range, from, forward, limit)
        .query((row, number) -> row.getInt("size_bytes"))
        .list();
  }

  /**
   * Events next to a position, nearest first.
   *
   * @param from excluded
   * @param forward whether the events after it are wanted, or those before it
   */
  List<LogEvent> read(EventRange range, EventPosition from, boolean forward, int limit) {
    var columns =
        "e.ts, e.id, e.ingested_at, e.message, e.size_bytes,"
            + " (select s.name from log_stream s where s.id = e.stream_id) as stream";
    return select(columns, range, from, forward, limit)
        .query(
            (row, number) ->
                new LogEvent(
                    new EventPosition(row.getLong("ts"), row.getLong("id")),
                    row.getString("stream"),
                    row.getLong("ingested_at"),
                    row.getString("message"),
                    row.getInt("size_bytes")))
        .list();
  }

  private JdbcClient.StatementSpec select(
      String columns, EventRange range, EventPosition from, boolean forward, int limit) {
    var inOneStream = range.streams().size() == 1;
    var where =
        (inOneStream ? "e.stream_id = :stream" : "e.group_id = :group")
            + (range.streams().size() > 1 ? " and e.stream_id in (:streams)" : "")
            + (range.streamsLike() == null ? "" : IN_STREAMS_LIKE)
            + " and e.ts >= :low and e.ts <= :high"
            + (forward ? " and (e.ts > :time or e.id > :id)" : " and (e.ts < :time or e.id < :id)");
    // The column that is fixed leads the order, so that it is an index's order.
    var first = inOneStream ? "e.stream_id" : "e.group_id";
    var order = forward ? first + ", e.ts, e.id" : first + " desc, e.ts desc, e.id desc";
    var low = forward ? Math.max(range.from(), from.timestamp()) : range.from();
    var high = forward ? range.to() - 1 : Math.min(range.to() - 1, from.timestamp());
    return database
        .jdbc()
        .sql(
            "select "
                + columns
                + " from log_event e where "
                + where
                + " order by "
                + order
                + " limit :limit")
        .param("stream", inOneStream ? range.streams().getFirst() : 0L)
        .param("group", range.groupId())
        .param("streams", range.streams())
        .param("like", range.streamsLike())
        .param("low", low)
        .param("high", high)
        .param("time", from.timestamp())
        .param("id", from.id())
        .param("limit", limit);
  }

  /** What one transaction writes to one stream. */
  private record StreamWrite(long first, long last, long bytes) {

    static StreamWrite of(NewLogEvent event) {
      return new StreamWrite(event.timestamp(), event.timestamp(), event.size());
    }

    StreamWrite and(StreamWrite other) {
      return new StreamWrite(
          Math.min(first, other.first), Math.max(last, other.last), bytes + other.bytes);
    }
  }
}
