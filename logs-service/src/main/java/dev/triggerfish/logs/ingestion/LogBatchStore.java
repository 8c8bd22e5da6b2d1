package dev.triggerfish.logs.ingestion;

import dev.triggerfish.aws.storage.Database;

/** The ids of the batches that arrived last. */
final class LogBatchStore {

  /** Far more than are read at once, which is how many can arrive again after a crash. */
  private static final long KEPT = 100_000;

  private static final int TRIM_EVERY = 10_000;

  private final Database database;

  LogBatchStore(Database database) {
    this.database = database;
  }

  /** Notes a batch; false if it has been noted before. */
  boolean isNew(String id) {
    return database
            .jdbc()
            .sql("insert into log_batch (batch_id) values (:id) on conflict do nothing")
            .param("id", id)
            .update()
        == 1;
  }

  /** Forgets all but the last, now and then. */
  void trim() {
    var bounds =
        database
            .jdbc()
            .sql(
                "select coalesce(min(seq), 0) as low, coalesce(max(seq), 0) as high from log_batch")
            .query((row, number) -> new long[] {row.getLong("low"), row.getLong("high")})
            .single();
    if (bounds[1] - bounds[0] > KEPT + TRIM_EVERY) {
      database
          .jdbc()
          .sql("delete from log_batch where seq <= :seq")
          .param("seq", bounds[1] - KEPT)
          .update();
    }
  }
}
