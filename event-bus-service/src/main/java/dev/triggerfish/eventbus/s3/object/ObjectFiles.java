package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.content.ContentStore;
import dev.triggerfish.aws.content.HeldContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** The contents of objects and of parts, in a {@link ContentStore}. */
public final class ObjectFiles {

  /** What one request may bring, in bytes: 5 GiB. */
  public static final long LARGEST = 5L << 30;

  private static final int BUFFER = 128 * 1024;

  private final ContentStore contents;

  ObjectFiles(ContentStore contents) {
    this.contents = contents;
  }

  /**
   * Takes content in, durably.
   *
   * @param in is read to its end, and not closed
   * @param length that the client promised
   * @param check what it has to be
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException S3's error if it is not
   *     that; nothing stays then
   */
  public ObjectContent receive(InputStream in, long length, ContentCheck check) throws IOException {
    var digests = new ContentDigests(check.kind(), length);
    try (var staged = contents.stage(in, digests)) {
      var result = digests.result();
      check.require(result);
      return new ObjectContent(staged.keep(), result);
    }
  }

  /** Computes content's digests by another algorithm, and holds it. Null if it is gone. */
  @Nullable ObjectContent hold(String sha256, ChecksumKind kind) throws IOException {
    var held = contents.hold(sha256);
    return held == null ? null : digested(held, kind);
  }

  private ObjectContent digested(HeldContent held, ChecksumKind kind) throws IOException {
    var good = false;
    var digests = new ContentDigests(kind, Long.MAX_VALUE);
    try (var in = contents.open(held.sha256(), 0)) {
      var buffer = new byte[BUFFER];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digests.see(buffer, read);
      }
      good = true;
      return new ObjectContent(held, digests.whatCame());
    } finally {
      if (!good) {
        held.close();
      }
    }
  }

  /**
   * Reads content from an offset on.
   *
   * @throws NoSuchFileException if it has been removed, since nothing refers to it any more
   */
  public InputStream open(String sha256, long offset) throws IOException {
    return contents.open(sha256, offset);
  }

  /** Reads a stretch of content; what its end is, is the end of the stream. */
  public InputStream open(String sha256, ByteRange range) throws IOException {
    return new BoundedInput(open(sha256, range.first()), range.length());
  }

  /** Removes content unless something refers to it or holds it. */
  public void removeUnneeded(String sha256) {
    contents.removeUnneeded(sha256);
  }
}
