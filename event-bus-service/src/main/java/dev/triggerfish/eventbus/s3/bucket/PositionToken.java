package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A continuation token: opaque to clients, and refused where it was not given out. It belongs to a
 * scope, which names the list that it pages through.
 */
public final class PositionToken {

  private static final int CHECK_BYTES = 8;

  private PositionToken() {}

  /** A token for a position. */
  public static String encode(String scope, String position) {
    var text = position.getBytes(StandardCharsets.UTF_8);
    var token = ByteBuffer.allocate(CHECK_BYTES + text.length);
    token.put(check(scope, text)).put(text);
    return Base64.getEncoder().encodeToString(token.array());
  }

  /** The position that a token names; S3's error if it is none of this scope. */
  public static String decode(String scope, String token) {
    try {
      var bytes = Base64.getDecoder().decode(token);
      if (bytes.length >= CHECK_BYTES) {
        var text = Arrays.copyOfRange(bytes, CHECK_BYTES, bytes.length);
        if (Arrays.equals(bytes, 0, CHECK_BYTES, check(scope, text), 0, CHECK_BYTES)) {
          return new String(text, StandardCharsets.UTF_8);
        }
      }
      throw incorrect();
    } catch (IllegalArgumentException e) {
      throw incorrect();
    }
  }

  private static RuntimeException incorrect() {
    return S3Errors.detailed(
        "InvalidArgument",
        400,
        "The continuation token provided is incorrect",
        "ArgumentName",
        "continuation-token");
  }

  private static byte[] check(String scope, byte[] position) {
    var digest = Digest.SHA256.begin();
    digest.update(scope.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return Arrays.copyOf(digest.digest(position), CHECK_BYTES);
  }
}
