package dev.triggerfish.aws.paging;

import dev.triggerfish.aws.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a list goes on with: opaque to clients, and known as foreign where it was not given out. A
 * token belongs to a scope, which names the list that it pages through, with the parameters that
 * must stay the same. No secret protects it: it holds nothing that its list does not show.
 */
public final class PageToken {

  private static final int CHECK_BYTES = 8;

  private PageToken() {}

  /** A token for a position. */
  public static String encode(String scope, String position) {
    var text = position.getBytes(StandardCharsets.UTF_8);
    var token = ByteBuffer.allocate(CHECK_BYTES + text.length);
    token.put(check(scope, position)).put(text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** The position that a token names, or null if it is none of this scope. */
  public static @Nullable String decode(String scope, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (bytes.length < CHECK_BYTES) {
      return null;
    }
    var position =
        new String(bytes, CHECK_BYTES, bytes.length - CHECK_BYTES, StandardCharsets.UTF_8);
    var check = check(scope, position);
    return Arrays.equals(bytes, 0, CHECK_BYTES, check, 0, CHECK_BYTES) ? position : null;
  }

  /** The first bytes of a digest over a scope and a position. */
  public static byte[] check(String scope, String position) {
    return Arrays.copyOf(Digest.SHA256.of(scope + "\0" + position), CHECK_BYTES);
  }
}
