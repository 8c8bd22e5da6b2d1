package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import org.jspecify.annotations.Nullable;

/**
 * How keys are written in lists: XML cannot hold every character that a key may have. The wire
 * writes them so where the answer says that they are; here they are as they are.
 */
public final class ListingEncoding {

  private ListingEncoding() {}

  /** Throws AWS's error for an encoding that there is not. */
  public static void require(@Nullable String name) {
    if (name != null && !name.equals("url")) {
      throw S3Errors.invalidArgument(
          "Invalid Encoding Method specified in Request", "encoding-type", name);
    }
  }
}
