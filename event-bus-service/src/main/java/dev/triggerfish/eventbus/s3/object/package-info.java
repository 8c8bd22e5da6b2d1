/**
 * S3's objects: their bytes in files named by hashes, all else in the database. Both are streamed,
 * and no byte is acknowledged that is not on the disk.
 */
@NullMarked
package dev.triggerfish.eventbus.s3.object;

import org.jspecify.annotations.NullMarked;
