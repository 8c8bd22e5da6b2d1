package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Buckets in the service's database. */
public final class BucketStore {

  private static final String SELECT =
      "select id, name, account_id, region, created_at from bucket ";

  private final Database database;

  BucketStore(Database database) {
    this.database = database;
  }

  /** The bucket of this name, whoever owns it; null if there is none. */
  public @Nullable Bucket find(String name) {
    return database
        .jdbc()
        .sql(SELECT + "where name = :name")
        .param("name", name)
        .query(BucketStore::read)
        .optional()
        .orElse(null);
  }

  /** An account's buckets by name, at most {@code limit} after a name. */
  List<Bucket> list(String accountId, String after, int limit) {
    return database
        .jdbc()
        .sql(SELECT + "where account_id = :account and name > :after order by name limit :limit")
        .param("account", accountId)
        .param("after", after)
        .param("limit", limit)
        .query(BucketStore::read)
        .list();
  }

  /** Makes a bucket; false if there is one of that name. */
  boolean create(String name, String accountId, String region, Instant now) {
    return database
            .jdbc()
            .sql(
                """
                insert into bucket (name, account_id, region, created_at)
                values (:name, :account, :region, :now) on conflict do nothing
                """)
            .param("name", name)
            .param("account", accountId)
            .param("region", region)
            .param("now", now.toEpochMilli())
            .update()
        == 1;
  }

  /**
   * Deletes a bucket with its policy, notifications and unfinished uploads; false if it is not
   * empty.
   */
  boolean delete(long id) {
    try {
      database.jdbc().sql("delete from bucket where id = :id").param("id", id).update();
      return true;
    } catch (DataIntegrityViolationException e) {
      // Its objects refer to it.
      return false;
    }
  }

  /** The document of a bucket's policy, or null. */
  public @Nullable String policy(long id) {
    return text("policy", id);
  }

  /** Sets a bucket's policy; null for none. */
  public void setPolicy(long id, @Nullable String document) {
    set("policy", id, document);
  }

  /** Whom a bucket notifies, as it was written by {@link #setNotifications}; or null. */
  public @Nullable String notifications(long id) {
    return text("notifications", id);
  }

  /** Sets whom a bucket notifies; null for nobody. */
  public void setNotifications(long id, @Nullable String json) {
    set("notifications", id, json);
  }

  private @Nullable String text(String column, long id) {
    // Not single(): a column without a value is no row without one.
    return database
        .jdbc()
        .sql("select " + column + " from bucket where id = :id and " + column + " is not null")
        .param("id", id)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  private void set(String column, long id, @Nullable String value) {
    database
        .jdbc()
        .sql("update bucket set " + column + " = :value where id = :id")
        .param("value", value)
        .param("id", id)
        .update();
  }

  private static Bucket read(ResultSet row, int number) throws SQLException {
    return new Bucket(
        row.getLong("id"),
        row.getString("name"),
        row.getString("account_id"),
        row.getString("region"),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
