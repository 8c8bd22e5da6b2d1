package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.object.ObjectChange.Kind;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Changes of objects. Each is one transaction with the events that follow from it, so that an
 * acknowledged change is never without them, nor they without it.
 */
public final class ObjectWrites {

  private final Database database;
  private final ObjectStore store;
  private final ObjectFiles files;
  private final ObjectListener listener;
  private final PlatformClock clock;

  ObjectWrites(
      Database database,
      ObjectStore store,
      ObjectFiles files,
      ObjectListener listener,
      PlatformClock clock) {
    this.database = database;
    this.store = store;
    this.files = files;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Puts an object, in the place of the one that has its key.
   *
   * @param condition throws if the object that is there now, or its absence, is not to be replaced
   * @param along what is done in the same transaction
   */
  public void put(
      Kind kind,
      Bucket bucket,
      StoredObject object,
      Caller caller,
      Consumer<@Nullable StoredObject> condition,
      Runnable along) {
    @Nullable Done done = null;
    try {
      while (done == null) {
        // Whoever puts the first object of a key at the same time makes this begin anew.
        done =
            database
                .transactions()
                .execute(_ -> tryPut(kind, bucket, object, caller, condition, along));
      }
    } catch (DataIntegrityViolationException e) {
      // The bucket has been deleted meanwhile.
      throw S3Errors.noSuchBucket();
    }
    finish(done, object.content());
  }

  private @Nullable Done tryPut(
      Kind kind,
      Bucket bucket,
      StoredObject object,
      Caller caller,
      Consumer<@Nullable StoredObject> condition,
      Runnable along) {
    var before = store.lock(bucket.id(), object.key());
    condition.accept(before);
    if (before != null) {
      store.replace(bucket.id(), object);
    } else if (!store.insert(bucket.id(), object)) {
      return null;
    }
    along.run();
    return new Done(before, listener.changed(change(kind, bucket, object.key(), object, caller)));
  }

  /**
   * Deletes an object, if there is one.
   *
   * @param condition throws if the object that is there now, or its absence, does not suit
   */
  void delete(
      Bucket bucket, String key, Caller caller, Consumer<@Nullable StoredObject> condition) {
    var done =
        database
            .transactions()
            .execute(
                _ -> {
                  var before = store.lock(bucket.id(), key);
                  condition.accept(before);
                  if (before == null) {
                    return new Done(null, () -> {});
                  }
                  store.delete(bucket.id(), key);
                  return new Done(
                      before, listener.changed(change(Kind.DELETE, bucket, key, null, caller)));
                });
    finish(Objects.requireNonNull(done), null);
  }

  /** The time that objects have which are written now. */
  public Instant now() {
    return Instant.ofEpochSecond(clock.now().getEpochSecond());
  }

  private ObjectChange change(
      Kind kind, Bucket bucket, String key, @Nullable StoredObject object, Caller caller) {
    return new ObjectChange(kind, bucket, key, object, store.nextSequencer(), clock.now(), caller);
  }

  private void finish(Done done, @Nullable String content) {
    done.afterwards.run();
    var before = done.before;
    if (before != null && !before.content().equals(content)) {
      files.removeUnneeded(before.content());
    }
  }

  private record Done(@Nullable StoredObject before, Runnable afterwards) {}
}
