package dev.triggerfish.logs.cost;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.MetricBatch.Charge;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Billed use by function, version, day and size. */
public final class CostStore {

  /** Costs are kept as long as CloudWatch keeps its longest periods. */
  private static final Duration KEPT = Duration.ofDays(455);

  private static final String KEY =
      """
       where account_id = :account and region = :region and function_name = :function
         and version = :version and day_number = :day and architecture = :architecture
         and memory_mb = :memory and storage_mb = :storage
      """;

  private final Database database;

  CostStore(Database database) {
    this.database = database;
  }

  /** Adds to what is there, within the caller's transaction. */
  public void add(Charge charge) {
    statement(
            """
            insert into invocation_cost (account_id, region, function_name, version, day_number,
              architecture, memory_mb, storage_mb, requests, billed_millis)
            values (:account, :region, :function, :version, :day,
              :architecture, :memory, :storage, 0, 0)
            on conflict do nothing
            """,
            charge)
        .update();
    statement(
            "update invocation_cost set requests = requests + :requests,"
                + " billed_millis = billed_millis + :billed"
                + KEY,
            charge)
        .param("requests", charge.requests())
        .param("billed", charge.billedMillis())
        .update();
  }

  private JdbcClient.StatementSpec statement(String sql, Charge charge) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", charge.accountId())
        .param("region", charge.region())
        .param("function", charge.function())
        .param("version", charge.version())
        .param("day", charge.day())
        .param("architecture", charge.architecture())
        .param("memory", charge.memoryMb())
        .param("storage", charge.storageMb());
  }

  /**
   * What was used, in the order of days, accounts, regions, functions and versions.
   *
   * @param function null for all
   * @param day null for all
   */
  List<Used> list(@Nullable String function, @Nullable LocalDate day) {
    return database
        .jdbc()
        .sql(
            "select * from invocation_cost where 1 = 1"
                + (function == null ? "" : " and function_name = :function")
                + (day == null ? "" : " and day_number = :day")
                + " order by day_number, account_id, region, function_name, version,"
                + " architecture, memory_mb, storage_mb")
        .param("function", function)
        .param("day", day == null ? null : day.toEpochDay())
        .query(
            (row, number) ->
                new Used(
                    LocalDate.ofEpochDay(row.getLong("day_number")),
                    row.getString("account_id"),
                    row.getString("region"),
                    row.getString("function_name"),
                    row.getString("version"),
                    new Usage(
                        row.getString("architecture"),
                        row.getInt("memory_mb"),
                        row.getInt("storage_mb"),
                        row.getLong("requests"),
                        row.getLong("billed_millis"))))
        .list();
  }

  void trim(Instant now) {
    var first = LocalDate.ofInstant(now.minus(KEPT), ZoneOffset.UTC).toEpochDay();
    database
        .jdbc()
        .sql("delete from invocation_cost where day_number < :first")
        .param("first", first)
        .update();
  }

  /** The use of one version of a function on one day. */
  record Used(
      LocalDate day,
      String accountId,
      String region,
      String function,
      String version,
      Usage usage) {}
}
