package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is on its way, in SQL. */
final class DeliveryStore {

  private static final int ROWS_PER_INSERT = 100;
  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Database database;

  DeliveryStore(Database database) {
    this.database = database;
  }

  /** The first of {@link DeliveryIds#BLOCK} numbers that nobody else will be given. */
  long nextBlock() {
    return database.jdbc().sql("select nextval('delivery_id')").query(Long.class).single();
  }

  /** Writes new deliveries, due at once, in the running transaction. */
  void insert(List<PendingDelivery> pending) {
    for (var at = 0; at < pending.size(); at += ROWS_PER_INSERT) {
      insertSome(pending.subList(at, Math.min(pending.size(), at + ROWS_PER_INSERT)));
    }
  }

  private void insertSome(List<PendingDelivery> pending) {
    var values = new ArrayList<@Nullable Object>(pending.size() * 14);
    for (var one : pending) {
      var delivery = one.delivery();
      values.add(one.id());
      values.add(delivery.eventId());
      values.add(delivery.principal());
      values.add(delivery.sourceArn());
      values.add(delivery.accountId());
      values.add(delivery.region());
      values.add(delivery.functionArn());
      values.add(delivery.payload());
      values.add(delivery.deadLetterTargetArn());
      values.add(delivery.traceHeader());
      values.add(delivery.retries().name());
      values.add(one.acceptedAt());
      values.add(one.attempts());
      values.add(one.acceptedAt());
    }
    database
        .jdbc()
        .sql(
            "insert into delivery (id, event_id, principal, source_arn, account_id, region,"
                + " function_arn, payload, dead_letter_target_arn, trace_header, retries,"
                + " accepted_at, attempts, due_at) values "
                + String.join(", ", Collections.nCopies(pending.size(), ROW)))
        .params(values)
        .update();
  }

  /** When each target's first delivery is due. */
  Map<String, Long> targets() {
    return database
        .jdbc()
        .sql("select function_arn, min(due_at) as due from delivery group by function_arn")
        .query((row, _) -> Map.entry(row.getString("function_arn"), row.getLong("due")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** When the next of a target's deliveries is due that is not yet, or null. */
  @Nullable Long nextDue(String target, long now) {
    return database
        .jdbc()
        .sql(
            "select due_at from delivery where function_arn = ? and due_at > ?"
                + " order by due_at fetch first 1 rows only")
        .params(target, now)
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  /** A target's deliveries that are due, the one that has waited longest first. */
  List<PendingDelivery> due(String target, long now, int limit) {
    return database
        .jdbc()
        .sql(
            "select * from delivery where function_arn = ? and due_at <= ?"
                + " order by due_at, id fetch first ? rows only")
        .params(target, now, limit)
        .query(DeliveryStore::read)
        .list();
  }

  /** Deletes what is done and writes down what is to be tried again, as one transaction. */
  void settle(List<Settlement> settlements) {
    database
        .transactions()
        .executeWithoutResult(
            _ -> {
              var done = new ArrayList<Long>();
              for (var settlement : settlements) {
                switch (settlement) {
                  case Settlement.Done(var pending) -> done.add(pending.id());
                  case Settlement.Postponed(var pending, var dueAt) -> postpone(pending, dueAt);
                }
              }
              delete(done);
            });
  }

  private void delete(List<Long> ids) {
    if (!ids.isEmpty()) {
      database.jdbc().sql("delete from delivery where id in (:ids)").param("ids", ids).update();
    }
  }

  private void postpone(PendingDelivery pending, long dueAt) {
    database
        .jdbc()
        .sql("update delivery set attempts = ?, due_at = ? where id = ?")
        .params(pending.attempts(), dueAt, pending.id())
        .update();
  }

  private static PendingDelivery read(ResultSet row, int number) throws SQLException {
    var delivery =
        new Delivery(
            row.getString("event_id"),
            row.getString("principal"),
            row.getString("source_arn"),
            row.getString("account_id"),
            row.getString("region"),
            row.getString("function_arn"),
            row.getBytes("payload"),
            row.getString("dead_letter_target_arn"),
            row.getString("trace_header"),
            Retries.valueOf(row.getString("retries")));
    return new PendingDelivery(
        row.getLong("id"), delivery, row.getLong("accepted_at"), row.getInt("attempts"));
  }
}
