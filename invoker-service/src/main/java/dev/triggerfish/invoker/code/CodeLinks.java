package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.digest.HmacSha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Links by which a package can be downloaded for ten minutes by whoever has them, as AWS's
 * presigned ones. A link carries its package and its end, signed with a key that lives as long as
 * this process; so nothing is kept for it. They end by wall time, as all presigned links do.
 */
public final class CodeLinks {

  static final String PATH = "/_triggerfish/code/";

  private static final Duration VALID = Duration.ofMinutes(10);
  private static final int HASH_LENGTH = 32;
  private static final int CLAIM_LENGTH = HASH_LENGTH + Long.BYTES;

  private final EndpointUrls urls;
  private final Clock wallClock;
  private final byte[] key = new byte[32];

  CodeLinks(EndpointUrls urls, Clock wallClock) {
    this.urls = urls;
    this.wallClock = wallClock;
    new SecureRandom().nextBytes(key);
  }

  /** A link to a package. */
  public String linkTo(String sha256) {
    var claim =
        ByteBuffer.allocate(CLAIM_LENGTH)
            .put(HexFormat.of().parseHex(sha256))
            .putLong(wallClock.instant().plus(VALID).toEpochMilli())
            .array();
    var token = ByteBuffer.allocate(CLAIM_LENGTH + HASH_LENGTH).put(claim).put(sign(claim)).array();
    return urls.publicEndpoint()
        + PATH
        + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The package that a link's last part stands for; null if it is forged or has expired. */
  @Nullable String read(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (bytes.length != CLAIM_LENGTH + HASH_LENGTH) {
      return null;
    }
    var claim = new byte[CLAIM_LENGTH];
    var signature = new byte[HASH_LENGTH];
    ByteBuffer.wrap(bytes).get(claim).get(signature);
    var end = ByteBuffer.wrap(claim).getLong(HASH_LENGTH);
    if (!MessageDigest.isEqual(signature, sign(claim)) || wallClock.millis() >= end) {
      return null;
    }
    return HexFormat.of().formatHex(claim, 0, HASH_LENGTH);
  }

  private byte[] sign(byte[] claim) {
    return HmacSha256.of(key, claim);
  }
}
