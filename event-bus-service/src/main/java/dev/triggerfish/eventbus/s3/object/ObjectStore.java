package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Objects in the service's database; their bytes are elsewhere. */
public final class ObjectStore implements ContentReferences {

  private static final String SELECT =
      "select object_key, content, size_bytes, etag, modified_at, details from s3_object ";

  private final Database database;
  private final JsonMapper json = JsonMapper.builder().build();

  ObjectStore(Database database) {
    this.database = database;
  }

  /** The object of this key; null if there is none. */
  public @Nullable StoredObject find(long bucket, String key) {
    return find(bucket, key, "");
  }

  /** The same, and nobody else changes it before the transaction has ended. */
  @Nullable StoredObject lock(long bucket, String key) {
    return find(bucket, key, " for update");
  }

  private @Nullable StoredObject find(long bucket, String key, String how) {
    return database
        .jdbc()
        .sql(SELECT + "where bucket_id = :bucket and object_key = :key" + how)
        .param("bucket", bucket)
        .param("key", ObjectKey.bytes(key))
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /** At most {@code limit} objects in the order of their keys, from a key up to before another. */
  List<StoredObject> range(long bucket, byte[] from, byte @Nullable [] before, int limit) {
    var statement =
        database
            .jdbc()
            .sql(
                SELECT
                    + "where bucket_id = :bucket and object_key >= :from "
                    + (before == null ? "" : "and object_key < :before ")
                    + "order by object_key limit :limit")
            .param("bucket", bucket)
            .param("from", from)
            .param("limit", limit);
    return (before == null ? statement : statement.param("before", before))
        .query(this::read)
        .list();
  }

  /** Puts an object where there is none; false if there is one now. */
  boolean insert(long bucket, StoredObject object) {
    return database
            .jdbc()
            .sql(
                """
                insert into s3_object
                  (bucket_id, object_key, content, size_bytes, etag, modified_at, details)
                values (:bucket, :key, :content, :size, :etag, :modified, :details)
                on conflict do nothing
                """)
            .param("bucket", bucket)
            .param("key", ObjectKey.bytes(object.key()))
            .param("content", object.content())
            .param("size", object.size())
            .param("etag", object.etag())
            .param("modified", object.modifiedAt().toEpochMilli())
            .param("details", json.writeValueAsString(object.details()))
            .update()
        == 1;
  }

  /** Puts an object in the place of one that is locked. */
  void replace(long bucket, StoredObject object) {
    database
        .jdbc()
        .sql(
            """
            update s3_object set content = :content, size_bytes = :size, etag = :etag,
              modified_at = :modified, details = :details
            where bucket_id = :bucket and object_key = :key
            """)
        .param("bucket", bucket)
        .param("key", ObjectKey.bytes(object.key()))
        .param("content", object.content())
        .param("size", object.size())
        .param("etag", object.etag())
        .param("modified", object.modifiedAt().toEpochMilli())
        .param("details", json.writeValueAsString(object.details()))
        .update();
  }

  void delete(long bucket, String key) {
    database
        .jdbc()
        .sql("delete from s3_object where bucket_id = :bucket and object_key = :key")
        .param("bucket", bucket)
        .param("key", ObjectKey.bytes(key))
        .update();
  }

  /** A number greater than all before it. */
  long nextSequencer() {
    return database.jdbc().sql("select nextval('s3_sequencer')").query(Long.class).single();
  }

  @Override
  public boolean usesContent(String sha256) {
    return database
        .jdbc()
        .sql("select size_bytes from s3_object where content = :content limit 1")
        .param("content", sha256)
        .query(Long.class)
        .optional()
        .isPresent();
  }

  private StoredObject read(ResultSet row, int number) throws SQLException {
    return new StoredObject(
        ObjectKey.text(row.getBytes("object_key")),
        row.getString("content"),
        row.getLong("size_bytes"),
        row.getString("etag"),
        Instant.ofEpochMilli(row.getLong("modified_at")),
        json.readValue(row.getString("details"), ObjectDetails.class));
  }
}
