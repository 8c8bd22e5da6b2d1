package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The queues of all accounts and regions, and those that were deleted a moment ago. */
final class QueueStore {

  /** How long a name cannot be used again after its queue is deleted, in platform time. */
  private static final long REST_MILLIS = 60_000;

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Database database;
  private final JsonMapper json = JsonMapper.shared();

  QueueStore(Database database) {
    this.database = database;
  }

  /** What came of making a queue. */
  sealed interface Creation {

    /** The queue is there now. */
    record Created() implements Creation {}

    /** There was one of that name already. */
    record Existing(Queue queue) implements Creation {}

    /** There was one of that name less than 60 seconds ago. */
    record DeletedRecently() implements Creation {}
  }

  @Nullable Queue find(QueueKey key) {
    return database
        .jdbc()
        .sql("SELECT * FROM queue WHERE region = ? AND account_id = ? AND name = ?")
        .params(key.region(), key.accountId(), key.name())
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /** Makes a queue, unless its name is taken or rests. */
  Creation create(Queue queue) {
    var outcome = database.transactions().execute(_ -> createInTransaction(queue));
    if (outcome == null) {
      throw new IllegalStateException("The transaction told nothing of " + queue.key());
    }
    return outcome;
  }

  private Creation createInTransaction(Queue queue) {
    var key = queue.key();
    if (rests(key, queue.createdAt())) {
      return new Creation.DeletedRecently();
    }
    var made =
        database
            .jdbc()
            .sql(
                """
                INSERT INTO queue (region, account_id, name, created_at, attributes, tags)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
            .params(
                key.region(),
                key.accountId(),
                key.name(),
                queue.createdAt(),
                json.writeValueAsString(queue.attributes()),
                json.writeValueAsString(queue.tags()))
            .update();
    if (made == 1) {
      return new Creation.Created();
    }
    var existing = find(key);
    // Deleted between the two statements: the name rests from now on.
    return existing == null ? new Creation.DeletedRecently() : new Creation.Existing(existing);
  }

  private boolean rests(QueueKey key, long now) {
    return database
        .jdbc()
        .sql(
            """
            SELECT 1 FROM deleted_queue
            WHERE region = ? AND account_id = ? AND name = ? AND deleted_at > ?
            """)
        .params(key.region(), key.accountId(), key.name(), now - REST_MILLIS)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Deletes a queue, whose name rests from then on; false if there is none. */
  boolean delete(QueueKey key, long now) {
    return Boolean.TRUE.equals(database.transactions().execute(_ -> deleteInTransaction(key, now)));
  }

  private boolean deleteInTransaction(QueueKey key, long now) {
    var deleted =
        database
            .jdbc()
            .sql("DELETE FROM queue WHERE region = ? AND account_id = ? AND name = ?")
            .params(key.region(), key.accountId(), key.name())
            .update();
    if (deleted == 0) {
      return false;
    }
    database
        .jdbc()
        .sql(
            "DELETE FROM deleted_queue WHERE deleted_at <= ? OR (region = ? AND account_id = ? AND name = ?)")
        .params(now - REST_MILLIS, key.region(), key.accountId(), key.name())
        .update();
    return database
            .jdbc()
            .sql(
                """
                INSERT INTO deleted_queue (region, account_id, name, deleted_at)
                VALUES (?, ?, ?, ?)
                """)
            .params(key.region(), key.accountId(), key.name(), now)
            .update()
        == 1;
  }

  /**
   * Names of an account's queues, in order.
   *
   * @param prefix with which they begin
   * @param after the last name that is not wanted any more
   */
  List<String> names(String accountId, String region, String prefix, String after, int limit) {
    return database
        .jdbc()
        .sql(
            """
            SELECT name FROM queue
            WHERE account_id = ? AND region = ? AND name > ? AND substring(name, 1, ?) = ?
            ORDER BY name LIMIT ?
            """)
        .params(accountId, region, after, prefix.length(), prefix, limit)
        .query((row, _) -> row.getString("name"))
        .list();
  }

  private Queue read(ResultSet row, int number) throws SQLException {
    return new Queue(
        new QueueKey(row.getString("region"), row.getString("account_id"), row.getString("name")),
        json.readValue(row.getString("attributes"), TEXTS),
        json.readValue(row.getString("tags"), TEXTS),
        row.getLong("created_at"));
  }
}
