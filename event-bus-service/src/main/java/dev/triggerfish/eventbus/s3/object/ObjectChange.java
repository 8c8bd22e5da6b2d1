package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an object.
 *
 * @param kind what
 * @param bucket of the object
 * @param key of the object
 * @param object as it is now; null if it was deleted
 * @param sequencer greater than that of all that happened to the object before
 * @param at platform time
 * @param caller who did it
 */
public record ObjectChange(
    Kind kind,
    Bucket bucket,
    String key,
    @Nullable StoredObject object,
    long sequencer,
    Instant at,
    Caller caller) {

  /** What can happen. */
  public enum Kind {
    PUT("ObjectCreated:Put"),
    COPY("ObjectCreated:Copy"),
    COMPLETE_MULTIPART_UPLOAD("ObjectCreated:CompleteMultipartUpload"),
    DELETE("ObjectRemoved:Delete");

    private final String eventName;

    Kind(String eventName) {
      this.eventName = eventName;
    }

    /** Such as {@code ObjectCreated:Put}; notification configurations write {@code s3:} before. */
    public String eventName() {
      return eventName;
    }
  }
}
