package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.s3.object.Checksum;
import dev.triggerfish.eventbus.s3.object.ContentReferences;
import dev.triggerfish.eventbus.s3.object.ObjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.databind.json.JsonMapper;

/** Uploads and their parts in the service's database; the parts' bytes are elsewhere. */
final class UploadStore implements ContentReferences {

  private static final String SELECT =
      "select id, upload_id, bucket_id, object_key, initiated_at, details from s3_upload ";
  private static final String SELECT_PARTS =
      "select part_number, content, size_bytes, etag, modified_at, checksum from s3_part ";

  private final Database database;
  private final JsonMapper json = JsonMapper.builder().build();

  UploadStore(Database database) {
    this.database = database;
  }

  void begin(String uploadId, long bucket, String key, Instant now, Upload.Plan plan) {
    database
        .jdbc()
        .sql(
            """
            insert into s3_upload (upload_id, bucket_id, object_key, initiated_at, details)
            values (:upload, :bucket, :key, :now, :plan)
            """)
        .param("upload", uploadId)
        .param("bucket", bucket)
        .param("key", ObjectKey.bytes(key))
        .param("now", now.toEpochMilli())
        .param("plan", json.writeValueAsString(plan))
        .update();
  }

  @Nullable Upload find(String uploadId) {
    return database
        .jdbc()
        .sql(SELECT + "where upload_id = :upload")
        .param("upload", uploadId)
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /** A bucket's uploads by key and upload ID. */
  List<Upload> list(long bucket) {
    return database
        .jdbc()
        .sql(SELECT + "where bucket_id = :bucket order by object_key, initiated_at, upload_id")
        .param("bucket", bucket)
        .query(this::read)
        .list();
  }

  /** Puts a part, in the place of the one that has its number; false if the upload is gone. */
  boolean put(long upload, StoredPart part) {
    try {
      database.transactions().executeWithoutResult(_ -> replace(upload, part));
      return true;
    } catch (DataIntegrityViolationException e) {
      return false;
    }
  }

  private void replace(long upload, StoredPart part) {
    database
        .jdbc()
        .sql("delete from s3_part where upload = :upload and part_number = :number")
        .param("upload", upload)
        .param("number", part.number())
        .update();
    database
        .jdbc()
        .sql(
            """
            insert into s3_part
              (upload, part_number, content, size_bytes, etag, modified_at, checksum)
            values (:upload, :number, :content, :size, :etag, :modified, :checksum)
            """)
        .param("upload", upload)
        .param("number", part.number())
        .param("content", part.content())
        .param("size", part.size())
        .param("etag", part.etag())
        .param("modified", part.modifiedAt().toEpochMilli())
        .param("checksum", json.writeValueAsString(part.checksum()))
        .update();
  }

  /** At most {@code limit} parts by number, those after a number. */
  List<StoredPart> parts(long upload, int after, int limit) {
    return database
        .jdbc()
        .sql(
            SELECT_PARTS
                + "where upload = :upload and part_number > :after "
                + "order by part_number limit :limit")
        .param("upload", upload)
        .param("after", after)
        .param("limit", limit)
        .query(this::readPart)
        .list();
  }

  /** The part of a number, or null. */
  @Nullable StoredPart part(long upload, int number) {
    var found = parts(upload, number - 1, 1);
    return found.isEmpty() || found.getFirst().number() != number ? null : found.getFirst();
  }

  /** Ends an upload; false if that has been done. */
  boolean end(long upload) {
    return database.jdbc().sql("delete from s3_upload where id = :id").param("id", upload).update()
        == 1;
  }

  @Override
  public boolean usesContent(String sha256) {
    return database
        .jdbc()
        .sql("select size_bytes from s3_part where content = :content limit 1")
        .param("content", sha256)
        .query(Long.class)
        .optional()
        .isPresent();
  }

  private Upload read(ResultSet row, int number) throws SQLException {
    return new Upload(
        row.getLong("id"),
        row.getString("upload_id"),
        row.getLong("bucket_id"),
        ObjectKey.text(row.getBytes("object_key")),
        Instant.ofEpochMilli(row.getLong("initiated_at")),
        json.readValue(row.getString("details"), Upload.Plan.class));
  }

  private StoredPart readPart(ResultSet row, int number) throws SQLException {
    return new StoredPart(
        row.getInt("part_number"),
        row.getString("content"),
        row.getLong("size_bytes"),
        row.getString("etag"),
        Instant.ofEpochMilli(row.getLong("modified_at")),
        json.readValue(row.getString("checksum"), Checksum.class));
  }
}
