package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.object.ByteRange;
import dev.triggerfish.eventbus.s3.object.ContentCheck;
import dev.triggerfish.eventbus.s3.object.ContentIntake;
import dev.triggerfish.eventbus.s3.object.ObjectFiles;
import dev.triggerfish.eventbus.s3.object.ObjectWrites;
import dev.triggerfish.eventbus.s3.object.StoredObject;
import java.io.IOException;
import java.io.InputStream;

/** Takes parts in, wherever their bytes come from. */
final class PartIntake {

  private final UploadStore store;
  private final ContentIntake intake;
  private final ObjectFiles files;
  private final ObjectWrites writes;

  PartIntake(UploadStore store, ContentIntake intake, ObjectFiles files, ObjectWrites writes) {
    this.store = store;
    this.intake = intake;
    this.files = files;
    this.writes = writes;
  }

  /** Puts a part, in the place of the one that has its number. */
  StoredPart keep(Upload upload, int number, RequestPayload payload, ContentCheck check) {
    var before = store.part(upload.id(), number);
    try (var content = intake.receive(payload, check)) {
      var part =
          new StoredPart(
              number,
              content.sha256(),
              content.size(),
              content.md5(),
              writes.now(),
              content.checksum());
      if (!store.put(upload.id(), part)) {
        throw S3Errors.noSuchUpload(upload.uploadId());
      }
      if (before != null) {
        files.removeUnneeded(before.content());
      }
      return part;
    }
  }

  /** A stretch of an object, as if it were sent. */
  RequestPayload copy(StoredObject original, ByteRange range) {
    return new RequestPayload() {
      @Override
      public long length() {
        return range.length();
      }

      @Override
      public InputStream open() throws IOException {
        return files.open(original.content(), range);
      }
    };
  }
}
