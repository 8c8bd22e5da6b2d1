package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.destination.Completion;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.json.JsonMapper;

/** Events in SQL. */
final class SqlAsyncEventStore implements AsyncEventStore {

  private static final String OF_FUNCTION =
      " WHERE account_id = :account AND region = :region AND name = :name";

  private final Database database;
  private final String owner;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * @param owner this process; another one at the same time has another name
   */
  SqlAsyncEventStore(Database database, String owner) {
    this.database = database;
    this.owner = owner;
  }

  @Override
  public Set<String> add(List<NewEvent> events) {
    var added =
        database
            .transactions()
            .execute(
                transaction -> {
                  var inserted = new HashSet<String>();
                  for (var each : events) {
                    if (insert(each.event(), each.claimed()) == 1) {
                      inserted.add(each.event().requestId());
                    }
                  }
                  return inserted;
                });
    return Objects.requireNonNullElse(added, Set.of());
  }

  private int insert(AsyncEvent event, boolean claimed) {
    return of(
            event.key(),
            """
            INSERT INTO async_event (request_id, account_id, region, name, qualifier, payload,
              trace_header, received, due, invocations, waits, owner)
            VALUES (:id, :account, :region, :name, :qualifier, :payload,
              :trace, :received, :received, 0, 0, :owner)
            ON CONFLICT DO NOTHING
            """)
        .param("id", event.requestId())
        .param("qualifier", Objects.requireNonNullElse(event.function().qualifier(), ""))
        .param("payload", event.payload())
        .param("trace", event.traceHeader())
        .param("received", event.received())
        .param("owner", claimed ? owner : null)
        .update();
  }

  @Override
  public List<AsyncEvent> claim(FunctionKey function, long now, int most, long bytes) {
    var sizes =
        of(
                function,
                "SELECT request_id, LENGTH(payload) AS bytes FROM async_event"
                    + OF_FUNCTION
                    + " AND owner IS NULL AND due <= :now ORDER BY due LIMIT :most")
            .param("now", now)
            .param("most", most)
            .query((row, _) -> new Size(row.getString("request_id"), row.getLong("bytes")))
            .list();
    var due = fitting(sizes, bytes);
    if (due.isEmpty()) {
      return List.of();
    }
    var claimed = database.transactions().execute(transaction -> claim(due));
    return Objects.requireNonNullElse(claimed, List.of());
  }

  private record Size(String requestId, long bytes) {}

  private static List<String> fitting(List<Size> sizes, long bytes) {
    var fitting = new ArrayList<String>();
    var left = bytes;
    for (var size : sizes) {
      left -= size.bytes;
      if (left < 0 && !fitting.isEmpty()) {
        break;
      }
      fitting.add(size.requestId);
    }
    return fitting;
  }

  /** Of those that several processes want, each goes to the one whose update comes first. */
  private List<AsyncEvent> claim(List<String> ids) {
    var claim = UUID.randomUUID().toString();
    database
        .jdbc()
        .sql(
            "UPDATE async_event SET owner = :owner, claim = :claim"
                + " WHERE request_id IN (:ids) AND owner IS NULL")
        .param("owner", owner)
        .param("claim", claim)
        .param("ids", ids)
        .update();
    return database
        .jdbc()
        .sql("SELECT * FROM async_event WHERE request_id IN (:ids) AND claim = :claim ORDER BY due")
        .param("ids", ids)
        .param("claim", claim)
        .query(this::read)
        .list();
  }

  @Override
  public @Nullable Long nextDue(FunctionKey function) {
    return of(
            function,
            "SELECT due FROM async_event" + OF_FUNCTION + " AND owner IS NULL ORDER BY due LIMIT 1")
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  @Override
  public Map<FunctionKey, Long> unclaimed() {
    var functions = new HashMap<FunctionKey, Long>();
    database
        .jdbc()
        .sql(
            "SELECT account_id, region, name, MIN(due) AS first_due FROM async_event"
                + " WHERE owner IS NULL GROUP BY account_id, region, name")
        .query(
            row -> {
              functions.put(
                  new FunctionKey(
                      row.getString("account_id"), row.getString("region"), row.getString("name")),
                  row.getLong("first_due"));
            });
    return functions;
  }

  @Override
  public void settle(List<Settlement> settlements) {
    database
        .transactions()
        .executeWithoutResult(
            transaction -> {
              var done = new ArrayList<String>();
              for (var settlement : settlements) {
                switch (settlement) {
                  case Settlement.Done(var requestId) -> done.add(requestId);
                  case Settlement.Kept kept -> keep(kept.event(), kept.due());
                }
              }
              if (!done.isEmpty()) {
                database
                    .jdbc()
                    .sql("DELETE FROM async_event WHERE request_id IN (:ids)")
                    .param("ids", done)
                    .update();
              }
            });
  }

  /** Not if another process has taken it over meanwhile: then it is that one's to say. */
  private void keep(AsyncEvent event, @Nullable Long due) {
    var completion = event.completion();
    database
        .jdbc()
        .sql(
            "UPDATE async_event SET invocations = :invocations, waits = :waits,"
                + " completion = :completion"
                + (due == null ? "" : ", due = :due, owner = NULL, claim = NULL")
                + " WHERE request_id = :id AND owner = :owner")
        .param("invocations", event.invocations())
        .param("waits", event.waits())
        .param("completion", completion == null ? null : json.writeValueAsString(completion))
        .param("due", due)
        .param("id", event.requestId())
        .param("owner", owner)
        .update();
  }

  @Override
  public void releaseOwn() {
    release(owner);
  }

  private void release(String formerOwner) {
    database
        .jdbc()
        .sql("UPDATE async_event SET owner = NULL, claim = NULL WHERE owner = :owner")
        .param("owner", formerOwner)
        .update();
  }

  @Override
  public void beat(long now, long until) {
    if (updateOwner(until) == 0) {
      database
          .jdbc()
          .sql(
              "INSERT INTO async_owner (owner, alive_until) VALUES (:owner, :until)"
                  + " ON CONFLICT DO NOTHING")
          .param("owner", owner)
          .param("until", until)
          .update();
    }
    var dead =
        database
            .jdbc()
            .sql("SELECT owner FROM async_owner WHERE alive_until < :now AND owner <> :owner")
            .param("now", now)
            .param("owner", owner)
            .query((row, number) -> row.getString("owner"))
            .list();
    dead.forEach(this::release);
  }

  private int updateOwner(long until) {
    return database
        .jdbc()
        .sql("UPDATE async_owner SET alive_until = :until WHERE owner = :owner")
        .param("until", until)
        .param("owner", owner)
        .update();
  }

  private StatementSpec of(FunctionKey function, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", function.accountId())
        .param("region", function.region())
        .param("name", function.name());
  }

  private AsyncEvent read(ResultSet row, int number) throws SQLException {
    var qualifier = row.getString("qualifier");
    var completion = row.getString("completion");
    return new AsyncEvent(
        row.getString("request_id"),
        new FunctionName(
            row.getString("account_id"),
            row.getString("region"),
            row.getString("name"),
            qualifier.isEmpty() ? null : qualifier),
        row.getBytes("payload"),
        row.getString("trace_header"),
        row.getLong("received"),
        row.getInt("invocations"),
        row.getInt("waits"),
        completion == null ? null : json.readValue(completion, Completion.class));
  }
}
