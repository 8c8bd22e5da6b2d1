package dev.triggerfish.iam.accesskey;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.sealing.Sealer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.StatusType;

/** Access keys. Their secrets lie sealed in the database. */
public final class AccessKeyStore {

  private final Database database;
  private final Sealer sealer;

  public AccessKeyStore(Database iamDatabase, Sealer accessKeySealer) {
    this.database = iamDatabase;
    this.sealer = accessKeySealer;
  }

  /** Keys of one user, oldest first. */
  public List<StoredAccessKey> ofUser(String userId) {
    return database
        .jdbc()
        .sql("select * from iam_access_key where user_id = :user order by created_at, id")
        .param("user", userId)
        .query(AccessKeyStore::key)
        .list();
  }

  /** All keys. */
  public List<StoredAccessKey> all() {
    return database.jdbc().sql("select * from iam_access_key").query(AccessKeyStore::key).list();
  }

  /** The key with this id. */
  public Optional<StoredAccessKey> find(String id) {
    return database
        .jdbc()
        .sql("select * from iam_access_key where id = :id")
        .param("id", id)
        .query(AccessKeyStore::key)
        .optional();
  }

  /** The secret of a key. */
  public Optional<String> secret(String id) {
    return database
        .jdbc()
        .sql("select sealed_secret from iam_access_key where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(stored -> open(stored, id));
  }

  private String open(String stored, String id) {
    var secret = sealer.open(stored, id);
    if (secret.isEmpty()) {
      throw new IllegalStateException(
          "The secret of access key " + id + " was sealed under another master key");
    }
    return secret.get();
  }

  void add(StoredAccessKey key, String secret) {
    database
        .jdbc()
        .sql(
            "insert into iam_access_key (id, user_id, sealed_secret, status, created_at)"
                + " values (:id, :user, :secret, :status, :created)")
        .param("id", key.id())
        .param("user", key.userId())
        .param("secret", sealer.seal(secret, key.id()))
        .param("status", key.status().toString())
        .param("created", key.createdAt().toEpochMilli())
        .update();
  }

  void setStatus(String id, StatusType status) {
    database
        .jdbc()
        .sql("update iam_access_key set status = :status where id = :id")
        .param("status", status.toString())
        .param("id", id)
        .update();
  }

  void remove(String id) {
    database.jdbc().sql("delete from iam_access_key where id = :id").param("id", id).update();
  }

  private static StoredAccessKey key(ResultSet row, int number) throws SQLException {
    return new StoredAccessKey(
        row.getString("id"),
        row.getString("user_id"),
        StatusType.fromValue(row.getString("status")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
