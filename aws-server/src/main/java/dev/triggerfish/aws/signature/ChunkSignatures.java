package dev.triggerfish.aws.signature;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.digest.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Verifies the <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">signatures of a
 * body's chunks</a>, each of which covers the one before it. For one body; not for several threads.
 */
public final class ChunkSignatures {

  private static final String EMPTY_HASH = Digest.SHA256.hex(new byte[0]);

  private final byte[] key;
  private final RequestSignature seed;
  private String previous;

  ChunkSignatures(byte[] key, RequestSignature seed) {
    this.key = key.clone();
    this.seed = seed;
    this.previous = seed.signature();
  }

  /**
   * Takes the next chunk.
   *
   * @param sha256 of its content
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if its signature is
   *     another
   */
  public void chunk(byte[] sha256, String signature) {
    next(
        "AWS4-HMAC-SHA256-PAYLOAD",
        EMPTY_HASH + "\n" + HexFormat.of().formatHex(sha256),
        signature);
  }

  /**
   * Takes the trailing headers.
   *
   * @param lines {@code name:value}, each with its line feed
   */
  public void trailer(String lines, String signature) {
    var hash = Digest.SHA256.hex(lines);
    next("AWS4-HMAC-SHA256-TRAILER", hash, signature);
  }

  private void next(String algorithm, String hashes, String signature) {
    var stringToSign =
        String.join("\n", algorithm, seed.timestamp(), seed.scope().text(), previous, hashes);
    var expected = HexFormat.of().formatHex(HmacSha256.of(key, stringToSign));
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII))) {
      throw SignatureErrors.of(seed).doesNotMatch();
    }
    previous = expected;
  }
}
