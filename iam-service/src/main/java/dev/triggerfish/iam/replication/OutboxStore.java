package dev.triggerfish.iam.replication;

import dev.triggerfish.aws.storage.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that Kafka has not acknowledged yet. */
final class OutboxStore {

  private final Database database;

  OutboxStore(Database iamDatabase) {
    this.database = iamDatabase;
  }

  /** Until the transaction ends nobody else gets past this: changes commit in outbox order. */
  void lockWrites() {
    database
        .jdbc()
        .sql("select id from iam_write_lock where id = 1 for update")
        .query()
        .listOfRows();
  }

  void add(String key, @Nullable String payload) {
    database
        .jdbc()
        .sql("insert into iam_outbox (record_key, payload) values (:key, :payload)")
        .param("key", key)
        .param("payload", payload)
        .update();
  }

  List<OutboxRecord> oldest(int limit) {
    return database
        .jdbc()
        .sql("select sequence, record_key, payload from iam_outbox order by sequence limit :limit")
        .param("limit", limit)
        .query(
            (row, number) ->
                new OutboxRecord(
                    row.getLong("sequence"), row.getString("record_key"), row.getString("payload")))
        .list();
  }

  void removeUpTo(long sequence) {
    database
        .jdbc()
        .sql("delete from iam_outbox where sequence <= :sequence")
        .param("sequence", sequence)
        .update();
  }
}
