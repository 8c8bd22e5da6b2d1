package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.content.ContentStore;
import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.payload.PayloadChecksum;
import java.security.MessageDigest;

/** What S3 computes of content while it passes. For one use, by one thread. */
final class ContentDigests implements ContentStore.Watcher {

  private final MessageDigest md5 = Digest.MD5.begin();
  private final ChecksumKind kind;
  private final PayloadChecksum checksum;
  private final long promised;
  private long size;

  /**
   * Digests of nothing yet.
   *
   * @param promised how long the content is to be; more is refused at once
   */
  ContentDigests(ChecksumKind kind, long promised) {
    this.kind = kind;
    this.checksum = kind.begin();
    this.promised = promised;
  }

  @Override
  public void see(byte[] bytes, int length) {
    size += length;
    requireLength(size <= promised);
    md5.update(bytes, 0, length);
    checksum.update(bytes, 0, length);
  }

  /** What came out, if it is as long as promised. */
  Result result() {
    requireLength(size == promised);
    return whatCame();
  }

  /** What came out, however long. */
  Result whatCame() {
    return new Result(size, md5.digest(), new Checksum(kind, checksum.base64(), false));
  }

  private static void requireLength(boolean good) {
    if (!good) {
      throw AwsErrors.of(
          "IncompleteBody",
          400,
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
  }

  /**
   * What came out.
   *
   * @param size in bytes
   * @param md5 raw
   * @param checksum by the algorithm that was asked
   */
  // Nothing compares results.
  @SuppressWarnings("ArrayRecordComponent")
  record Result(long size, byte[] md5, Checksum checksum) {}
}
