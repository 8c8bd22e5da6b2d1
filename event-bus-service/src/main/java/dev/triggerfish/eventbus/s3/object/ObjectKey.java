package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys as bytes, by which S3 orders them. */
public final class ObjectKey {

  private static final int LONGEST = 1024;

  private ObjectKey() {}

  /** A key's bytes. */
  public static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** The key of these bytes. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Throws S3's error unless an object can have this key. */
  public static String require(@Nullable String key) {
    if (key == null || key.isEmpty()) {
      throw S3Errors.invalidRequest("A key must be specified.");
    }
    if (bytes(key).length > LONGEST) {
      throw AwsErrors.of("KeyTooLongError", 400, "Your key is too long");
    }
    return key;
  }

  /** The least bytes that are greater than all that begin with these; null if there are none. */
  static byte @Nullable [] afterAll(byte[] prefix) {
    for (var last = prefix.length - 1; last >= 0; last--) {
      if (prefix[last] != (byte) 0xFF) {
        var after = Arrays.copyOf(prefix, last + 1);
        after[last]++;
        return after;
      }
    }
    return null;
  }

  /** The least bytes that are greater than these. */
  static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }
}
