package dev.triggerfish.logs.ingestion;

import dev.triggerfish.aws.storage.Database;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The ids of the batches that arrived last. */
final class LogBatchStore {

  /** Far more than are read at once, which is how many can arrive again after a crash. */
  private static final long KEPT = 100_000;

  private static final int TRIM_EVERY = 10_000;

  private final Database database;

  /** Batches noted since the last trim. It starts high, so that a process trims at its start. */
  private final AtomicLong noted = new AtomicLong(TRIM_EVERY);

  LogBatchStore(Database database) {
    this.database = database;
  }

  /**
   * Notes batches, within the transaction in which they are written.
   *
   * @return whether all of them are new; if not, that transaction is to be rolled back
   */
  boolean note(Set<String> ids) {
    var fresh =
        database
            .jdbc()
            .sql(
                "insert into log_batch (batch_id) values "
                    + String.join(", ", Collections.nCopies(ids.size(), "(?)"))
                    + " on conflict do nothing")
            .params(List.copyOf(ids))
            .update();
    noted.addAndGet(fresh);
    return fresh == ids.size();
  }

  /** Returns those of the batches that have been noted. */
  List<String> known(Set<String> ids) {
    return database
        .jdbc()
        .sql("select batch_id from log_batch where batch_id in (:ids)")
        .param("ids", ids)
        .query((row, _) -> row.getString("batch_id"))
        .list();
  }

  /** Forgets all but the last, now and then. */
  void trim() {
    if (noted.get() < TRIM_EVERY) {
      return;
    }
    noted.set(0);
    var bounds =
        database
            .jdbc()
            .sql(
                "select coalesce(min(seq), 0) as low, coalesce(max(seq), 0) as high from log_batch")
            .query((row, number) -> new long[] {row.getLong("low"), row.getLong("high")})
            .single();
    if (bounds[1] - bounds[0] > KEPT) {
      database
          .jdbc()
          .sql("delete from log_batch where seq <= :seq")
          .param("seq", bounds[1] - KEPT)
          .update();
    }
  }
}
