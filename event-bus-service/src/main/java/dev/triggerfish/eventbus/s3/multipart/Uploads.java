package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds uploads, and ends them together with what they hold. */
final class Uploads {

  static final int MOST_PARTS = 10_000;

  private final UploadStore store;

  Uploads(UploadStore store) {
    this.store = store;
  }

  /** The upload of this ID, if it is one of this key's. */
  Upload require(Bucket bucket, String key, @Nullable String uploadId) {
    var upload = uploadId == null ? null : store.find(uploadId);
    if (upload == null || upload.bucket() != bucket.id() || !upload.key().equals(key)) {
      throw S3Errors.noSuchUpload(uploadId);
    }
    return upload;
  }

  /** All its parts by number. */
  List<StoredPart> parts(Upload upload) {
    return store.parts(upload.id(), 0, MOST_PARTS);
  }

  /** Throws S3's error for a number that no part can have. */
  static int requireNumber(@Nullable Integer number) {
    if (number == null || number < 1 || number > MOST_PARTS) {
      throw S3Errors.invalidArgument(
          "Part number must be an integer between 1 and " + MOST_PARTS + ", inclusive",
          "partNumber",
          number == null ? null : number.toString());
    }
    return number;
  }
}
