package dev.triggerfish.aws.kafka.poll;

import dev.triggerfish.aws.storage.Database;
import java.sql.Types;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Leases as rows, changed by comparing and setting. Terms are counted in wall time, by each
 * process's own clock: clocks that differ by more than a term make a partition change hands
 * needlessly, but its old owner can no longer note anything.
 */
public final class SqlPartitionLeases implements PartitionLeases {

  private static final String KEY =
      " WHERE subscription = :subscription AND topic = :topic AND shard = :shard";
  private static final String HELD = KEY + " AND owner = :owner AND generation = :generation";

  private final Database database;
  private final String table;
  private final String owner;
  private final Duration term;
  private final InstantSource wall;

  /**
   * Leases of one process.
   *
   * @param table what the names of both tables begin with; see the package's description
   * @param owner names this process, the same after a restart; at most 200 characters
   * @param term how long a lease lasts without a beat
   */
  public SqlPartitionLeases(
      Database database, String table, String owner, Duration term, InstantSource wall) {
    this.database = database;
    this.table = table;
    this.owner = owner;
    this.term = term;
    this.wall = wall;
  }

  @Override
  public Duration term() {
    return term;
  }

  @Override
  public int join(String subscription) {
    if (beat(subscription) == 0) {
      member(
              "INSERT INTO %s_member (subscription, member, beat_at)"
                  + " VALUES (:subscription, :member, :now) ON CONFLICT DO NOTHING",
              subscription)
          .param("now", wall.millis())
          .update();
      forgetTheDead(subscription);
    }
    return database
        .jdbc()
        .sql(
            "SELECT COUNT(*) FROM "
                + table
                + "_member WHERE subscription = :subscription AND beat_at >= :alive")
        .param("subscription", subscription)
        .param("alive", wall.millis() - term.toMillis())
        .query(Integer.class)
        .single();
  }

  private void forgetTheDead(String subscription) {
    database
        .jdbc()
        .sql(
            "DELETE FROM %s_member WHERE subscription = :subscription AND beat_at < :alive"
                .formatted(table))
        .param("subscription", subscription)
        .param("alive", wall.millis() - term.toMillis())
        .update();
  }

  private int beat(String subscription) {
    return member(
            "UPDATE %s_member SET beat_at = :now"
                + " WHERE subscription = :subscription AND member = :member",
            subscription)
        .param("now", wall.millis())
        .update();
  }

  @Override
  public void leave(String subscription) {
    member(
            "DELETE FROM %s_member WHERE subscription = :subscription AND member = :member",
            subscription)
        .update();
  }

  private StatementSpec member(String sql, String subscription) {
    return database
        .jdbc()
        .sql(sql.formatted(table))
        .param("subscription", subscription)
        .param("member", owner);
  }

  @Override
  public Optional<PartitionLease> take(String subscription, TopicPartition partition) {
    statement(
            "INSERT INTO %s_lease (subscription, topic, shard, generation, beat_at)"
                + " VALUES (:subscription, :topic, :shard, 0, 0) ON CONFLICT DO NOTHING",
            subscription, partition)
        .update();
    @Nullable PartitionLease taken =
        database.transactions().execute(_ -> takeRow(subscription, partition));
    return Optional.ofNullable(taken);
  }

  private @Nullable PartitionLease takeRow(String subscription, TopicPartition partition) {
    var now = wall.millis();
    var changed =
        statement(
                "UPDATE %s_lease SET owner = :owner, generation = generation + 1, beat_at = :now"
                    + KEY
                    + " AND (owner IS NULL OR owner = :owner OR beat_at < :alive)",
                subscription,
                partition)
            .param("owner", owner)
            .param("now", now)
            .param("alive", now - term.toMillis())
            .update();
    if (changed == 0) {
      return null;
    }
    return statement(
            "SELECT generation, checkpoint_offset, checkpoint_note FROM %s_lease" + KEY,
            subscription,
            partition)
        .query(
            (row, _) ->
                new PartitionLease(
                    subscription,
                    partition,
                    row.getLong("generation"),
                    row.getObject("checkpoint_offset", Long.class),
                    row.getString("checkpoint_note")))
        .single();
  }

  @Override
  public boolean renew(PartitionLease lease) {
    return held("UPDATE %s_lease SET beat_at = :now", lease).param("now", wall.millis()).update()
        == 1;
  }

  @Override
  public boolean checkpoint(PartitionLease lease, long next, @Nullable String note) {
    return held(
                "UPDATE %s_lease SET beat_at = :now, checkpoint_offset = :next,"
                    + " checkpoint_note = :note",
                lease)
            .param("now", wall.millis())
            .param("next", next)
            .param("note", note, Types.VARCHAR)
            .update()
        == 1;
  }

  @Override
  public void begin(String subscription, TopicPartition partition, long next) {
    statement(
            "INSERT INTO %s_lease"
                + " (subscription, topic, shard, generation, checkpoint_offset, beat_at)"
                + " VALUES (:subscription, :topic, :shard, 0, :next, 0) ON CONFLICT DO NOTHING",
            subscription, partition)
        .param("next", next)
        .update();
  }

  /** Whether any process works a partition of a subscription off. */
  public boolean isTaken(String subscription) {
    return database
            .jdbc()
            .sql(
                "SELECT COUNT(*) FROM "
                    + table
                    + "_lease WHERE subscription = :subscription AND owner IS NOT NULL"
                    + " AND beat_at >= :alive")
            .param("subscription", subscription)
            .param("alive", wall.millis() - term.toMillis())
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Forgets a subscription: whoever still works for it can no longer note anything. */
  public void forget(String subscription) {
    for (var rows : List.of("_lease", "_member")) {
      database
          .jdbc()
          .sql("DELETE FROM " + table + rows + " WHERE subscription = :subscription")
          .param("subscription", subscription)
          .update();
    }
  }

  @Override
  public void giveUp(PartitionLease lease) {
    held("UPDATE %s_lease SET owner = NULL", lease).update();
  }

  private StatementSpec held(String update, PartitionLease lease) {
    return statement(update + HELD, lease.subscription(), lease.partition())
        .param("owner", owner)
        .param("generation", lease.generation());
  }

  private StatementSpec statement(String sql, String subscription, TopicPartition partition) {
    return database
        .jdbc()
        .sql(sql.formatted(table))
        .param("subscription", subscription)
        .param("topic", partition.topic())
        .param("shard", partition.partition());
  }
}
