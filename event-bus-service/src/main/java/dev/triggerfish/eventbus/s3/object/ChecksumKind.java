package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.payload.PayloadChecksum;
import dev.triggerfish.aws.payload.PayloadChecksum.Algorithm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The algorithms by which clients can have content checked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">
 *     Checking object integrity</a>
 */
public enum ChecksumKind {
  CRC32(Algorithm.CRC32, 4),
  CRC32C(Algorithm.CRC32C, 4),
  /** What S3 computes of content for which no other was asked. */
  CRC64NVME(Algorithm.CRC64NVME, 8),
  SHA1(Algorithm.SHA1, 20),
  SHA256(Algorithm.SHA256, 32);

  private final Algorithm algorithm;

  private final int length;

  ChecksumKind(Algorithm algorithm, int length) {
    this.algorithm = algorithm;
    this.length = length;
  }

  /** The algorithm of a name such as {@code CRC32}, or null. */
  public static @Nullable ChecksumKind named(@Nullable String name) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findAny().orElse(null);
  }

  /** The value that a request has for this algorithm, base64, or null. */
  public @Nullable String given(SdkRequest request) {
    return request.getValueForField(member(), String.class).orElse(null);
  }

  /** The member of requests and responses that holds it, such as {@code ChecksumCRC32}. */
  public String member() {
    return "Checksum" + name();
  }

  /** Such as {@code x-amz-checksum-crc32}. */
  String header() {
    return algorithm.header();
  }

  /** Begins to compute one. */
  public PayloadChecksum begin() {
    return PayloadChecksum.of(algorithm);
  }

  /** Length of a value in bytes. */
  int length() {
    return length;
  }
}
