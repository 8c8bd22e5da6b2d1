package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.storage.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log events of all streams, in {@linkplain EventRun runs}. */
public final class LogEventStore {

  private static final int ROWS_PER_INSERT = 128;
  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?)";

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
    var runs = NewEventRun.of(events);
    return Boolean.TRUE.equals(
        database
            .transactions()
            .execute(
                status -> {
                  if (!lockStreams(runs, ingestedAt)) {
                    status.setRollbackOnly();
                    return false;
                  }
                  for (var at = 0; at < runs.size(); at += ROWS_PER_INSERT) {
                    var end = Math.min(runs.size(), at + ROWS_PER_INSERT);
                    insert(runs.subList(at, end), ingestedAt);
                  }
                  return true;
                }));
  }

  private boolean lockStreams(List<NewEventRun> runs, long ingestedAt) {
    var writes = new TreeMap<Long, StreamWrite>();
    for (var run : runs) {
      writes.merge(run.streamId(), StreamWrite.of(run), StreamWrite::and);
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

  private void insert(List<NewEventRun> runs, long ingestedAt) {
    var values = new ArrayList<Object>(runs.size() * 8);
    for (var run : runs) {
      values.add(run.groupId());
      values.add(run.streamId());
      values.add(run.start());
      values.add(run.end() - run.start());
      values.add(ingestedAt);
      values.add(run.bytes());
      values.add(run.text());
      values.add(run.layout());
    }
    database
        .jdbc()
        .sql(
            "insert into log_event (group_id, stream_id, ts, span_ms, ingested_at, size_bytes,"
                + " message, layout) values "
                + String.join(", ", Collections.nCopies(runs.size(), ROW)))
        .params(values)
        .update();
  }

  /** Sizes of the runs that {@link #read} would give, without reading their messages. */
  List<Integer> sizes(RunSearch search, int limit) {
    return select("e.size_bytes", search, limit)
        .query((row, number) -> row.getInt("size_bytes"))
        .list();
  }

  /** The runs that come next, in order. */
  List<EventRun> read(RunSearch search, int limit) {
    var columns =
        "e.id, e.ts, e.ingested_at, e.message, e.layout,"
            + " (select s.name from log_stream s where s.id = e.stream_id) as stream";
    return select(columns, search, limit)
        .query(
            (row, number) ->
                new EventRun(
                    row.getLong("id"),
                    row.getLong("ts"),
                    row.getString("stream"),
                    row.getLong("ingested_at"),
                    row.getString("message"),
                    row.getString("layout")))
        .list();
  }

  private JdbcClient.StatementSpec select(String columns, RunSearch search, int limit) {
    var range = search.range();
    var inOneStream = range.streams().size() == 1;
    var where =
        (inOneStream ? "e.stream_id = :stream" : "e.group_id = :group")
            + (range.streams().size() > 1 ? " and e.stream_id in (:streams)" : "")
            + (range.streamsLike() == null ? "" : IN_STREAMS_LIKE)
            + " and e.ts + e.span_ms >= :low and e.ts <= :latest and e.ts >= :earliest"
            + (search.forward()
                ? " and (e.ts > :start or e.id > :id)"
                : " and (e.ts < :start or e.id < :id)");
    // The column that is fixed leads the order, so that it is an index's order.
    var first = inOneStream ? "e.stream_id" : "e.group_id";
    var order = search.forward() ? first + ", e.ts, e.id" : first + " desc, e.ts desc, e.id desc";
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
        .param("low", search.low())
        .param("earliest", search.forward() ? search.start() : search.earliestStart())
        .param("latest", search.forward() ? search.high() : search.start())
        .param("start", search.start())
        .param("id", search.id())
        .param("limit", limit);
  }

  /** The events that one transaction writes to one stream. */
  private record StreamWrite(long first, long last, long bytes) {

    static StreamWrite of(NewEventRun run) {
      return new StreamWrite(run.start(), run.end(), run.bytes());
    }

    StreamWrite and(StreamWrite other) {
      return new StreamWrite(
          Math.min(first, other.first), Math.max(last, other.last), bytes + other.bytes);
    }
  }
}
