package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.payload.PayloadChecksum;
import java.security.MessageDigest;
import java.util.HexFormat;

/** All that is computed of content while it passes. For one use, by one thread. */
final class ContentDigests {

  private final MessageDigest sha256 = Digest.SHA256.begin();
  private final MessageDigest md5 = Digest.MD5.begin();
  private final ChecksumKind kind;
  private final PayloadChecksum checksum;
  private long size;

  ContentDigests(ChecksumKind kind) {
    this.kind = kind;
    this.checksum = kind.begin();
  }

  void update(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    md5.update(bytes, 0, length);
    checksum.update(bytes, 0, length);
    size += length;
  }

  long size() {
    return size;
  }

  Result result() {
    return new Result(
        size,
        HexFormat.of().formatHex(sha256.digest()),
        md5.digest(),
        new Checksum(kind, checksum.base64(), false));
  }

  /**
   * What came out.
   *
   * @param size in bytes
   * @param sha256 hexadecimal
   * @param md5 raw
   * @param checksum by the algorithm that was asked
   */
  // Nothing compares results.
  @SuppressWarnings("ArrayRecordComponent")
  record Result(long size, String sha256, byte[] md5, Checksum checksum) {}
}
