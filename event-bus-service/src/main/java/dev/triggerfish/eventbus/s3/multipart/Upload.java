package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.eventbus.s3.object.ChecksumKind;
import dev.triggerfish.eventbus.s3.object.ObjectDetails;
import dev.triggerfish.eventbus.s3.object.ObjectKey;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An upload that has not been completed.
 *
 * @param id in the database
 * @param uploadId unguessable
 * @param bucket the bucket's id in the database
 * @param key that the object will have
 * @param initiatedAt platform time
 * @param plan what the object will be
 */
record Upload(long id, String uploadId, long bucket, String key, Instant initiatedAt, Plan plan) {

  /**
   * What the object will be.
   *
   * @param details without a checksum
   * @param checksum by which the object is known, and its parts too if the client asked for it
   * @param composite whether the object's is one of the parts' checksums
   * @param checksumAsked whether the client asked for it
   * @param initiator ARN of who began
   */
  record Plan(
      ObjectDetails details,
      ChecksumKind checksum,
      boolean composite,
      boolean checksumAsked,
      String initiator) {

    /** As in {@code ChecksumAlgorithm}; null if the client asked for none. */
    @Nullable String checksumAlgorithm() {
      return checksumAsked ? checksum.name() : null;
    }

    /** As in {@code ChecksumType}; null if the client asked for no checksum. */
    @Nullable String checksumType() {
      if (!checksumAsked) {
        return null;
      }
      return composite ? "COMPOSITE" : "FULL_OBJECT";
    }
  }

  /** Whether its key comes after another in lists. */
  boolean comparesBehind(String marker) {
    return Arrays.compareUnsigned(ObjectKey.bytes(key), ObjectKey.bytes(marker)) > 0;
  }
}
