package dev.triggerfish.aws.payload;

import dev.triggerfish.aws.digest.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * The <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">checksums</a>
 * that S3 knows, each of which adds up one body.
 */
public final class PayloadChecksum {

  /** How to add up; named as S3 names it. */
  public enum Algorithm {
    /** 32 bits. */
    CRC32,
    /** 32 bits, Castagnoli. */
    CRC32C,
    /** 64 bits. */
    CRC64NVME,
    /** 160 bits. */
    SHA1,
    /** 256 bits. */
    SHA256;

    /** The header, or trailing header, that holds the sum. */
    public String header() {
      return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /** The algorithm of a header, in any case, or null if it is none of these headers. */
    public static @Nullable Algorithm ofHeader(String header) {
      for (var algorithm : values()) {
        if (algorithm.header().equalsIgnoreCase(header)) {
          return algorithm;
        }
      }
      return null;
    }
  }

  private final @Nullable Checksum checksum;
  private final @Nullable MessageDigest digest;
  private final int bytes;

  private PayloadChecksum(@Nullable Checksum checksum, int bytes, @Nullable MessageDigest digest) {
    this.checksum = checksum;
    this.bytes = bytes;
    this.digest = digest;
  }

  /** A new sum of nothing yet. */
  public static PayloadChecksum of(Algorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> new PayloadChecksum(new CRC32(), Integer.BYTES, null);
      case CRC32C -> new PayloadChecksum(new CRC32C(), Integer.BYTES, null);
      case CRC64NVME -> new PayloadChecksum(new Crc64Nvme(), Long.BYTES, null);
      case SHA1 -> new PayloadChecksum(null, 0, Digest.SHA1.begin());
      case SHA256 -> new PayloadChecksum(null, 0, Digest.SHA256.begin());
    };
  }

  /** Adds. */
  public void update(byte[] content, int offset, int length) {
    if (checksum != null) {
      checksum.update(content, offset, length);
    }
    if (digest != null) {
      digest.update(content, offset, length);
    }
  }

  /** The sum, big-endian in Base64, as headers have it; nothing can be added after. */
  public String base64() {
    return Base64.getEncoder().encodeToString(value());
  }

  private byte[] value() {
    if (digest != null) {
      return digest.digest();
    }
    var sum = checksum == null ? 0 : checksum.getValue();
    return bytes == Long.BYTES
        ? ByteBuffer.allocate(Long.BYTES).putLong(sum).array()
        : ByteBuffer.allocate(Integer.BYTES).putInt((int) sum).array();
  }
}
