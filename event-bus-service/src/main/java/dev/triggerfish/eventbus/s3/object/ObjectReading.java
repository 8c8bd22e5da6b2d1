package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Finds objects for those who may read them. */
public final class ObjectReading {

  private final ObjectStore store;
  private final Authorizer authorizer;

  ObjectReading(ObjectStore store, Authorizer authorizer) {
    this.store = store;
    this.authorizer = authorizer;
  }

  /** The same of a copy's source, whose absence is told by its own key, not by the copy's. */
  public StoredObject requireSource(Bucket bucket, CopySource source, Caller caller) {
    try {
      return require(bucket, source.key(), caller);
    } catch (NoSuchKeyException e) {
      throw S3Errors.detailed(
          "NoSuchKey", 404, "The specified key does not exist.", "Key", source.key());
    }
  }

  /**
   * The object of a key. Whether there is none is told only to those who may list the bucket.
   *
   * @throws software.amazon.awssdk.services.s3.model.NoSuchKeyException to those
   */
  public StoredObject require(Bucket bucket, String key, Caller caller) {
    var object = store.find(bucket.id(), key);
    if (object == null) {
      authorizer.require(caller, "s3:ListBucket", bucket.arn(), Map.of());
      throw S3Errors.noSuchKey();
    }
    return object;
  }
}
