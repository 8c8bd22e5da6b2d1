package dev.triggerfish.logs.storage;

import dev.triggerfish.aws.digest.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;

/**
 * The {@code nextToken} of lists: opaque to clients, and refused where it was not given out. A
 * token belongs to a scope, which names the list that it pages through.
 */
public final class PageToken {

  private static final int CHECK_BYTES = 8;

  private PageToken() {}

  /** A token for the position after {@code last}. */
  public static String encode(String scope, String last) {
    var text = last.getBytes(StandardCharsets.UTF_8);
    var token = ByteBuffer.allocate(CHECK_BYTES + text.length);
    token.put(check(scope, last)).put(text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** The position that a token names, or {@link #invalid()} if it is none of this scope. */
  public static String decode(String scope, String token) {
    var last = find(scope, token);
    if (last == null) {
      throw invalid();
    }
    return last;
  }

  /** The position that a token names, or null if it is none of this scope. */
  public static @Nullable String find(String scope, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (bytes.length < CHECK_BYTES) {
      return null;
    }
    var last = new String(bytes, CHECK_BYTES, bytes.length - CHECK_BYTES, StandardCharsets.UTF_8);
    var check = check(scope, last);
    return Arrays.equals(bytes, 0, CHECK_BYTES, check, 0, CHECK_BYTES) ? last : null;
  }

  /** CloudWatch Logs' answer to a token that it has not given out. */
  public static InvalidParameterException invalid() {
    return InvalidParameterException.builder()
        .message("The specified nextToken is invalid.")
        .build();
  }

  /** The first bytes of a digest over a scope and a position. */
  public static byte[] check(String scope, String position) {
    return Arrays.copyOf(Digest.SHA256.of(scope + "\0" + position), CHECK_BYTES);
  }
}
