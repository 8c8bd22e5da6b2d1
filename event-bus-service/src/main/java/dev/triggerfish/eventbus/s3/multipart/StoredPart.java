package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.eventbus.s3.object.Checksum;
import java.time.Instant;

/**
 * A part of an upload.
 *
 * @param number 1 to 10,000
 * @param content its name in the store of files
 * @param size in bytes
 * @param etag without quotes: the MD5
 * @param modifiedAt platform time, whole seconds
 * @param checksum of its content
 */
record StoredPart(
    int number, String content, long size, String etag, Instant modifiedAt, Checksum checksum) {}
