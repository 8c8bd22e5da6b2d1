package dev.triggerfish.eventbus.s3.object;

import java.time.Instant;

/**
 * An object.
 *
 * @param key 1 to 1024 bytes
 * @param content its name in the store of files
 * @param size in bytes
 * @param etag without quotes
 * @param modifiedAt platform time, whole seconds
 * @param details all else
 */
public record StoredObject(
    String key, String content, long size, String etag, Instant modifiedAt, ObjectDetails details) {

  /** The ETag as it is on the wire. */
  public String quotedEtag() {
    return '"' + etag + '"';
  }
}
