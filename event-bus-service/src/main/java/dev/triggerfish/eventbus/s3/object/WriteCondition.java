package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * On what a write depends.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">
 *     Conditional requests</a>
 */
public final class WriteCondition {

  private WriteCondition() {}

  /**
   * The condition of these headers.
   *
   * @param ifMatch the ETag that is to be replaced; not {@code *}
   * @param ifNoneMatch only {@code *}: nothing is to be replaced
   */
  public static Consumer<@Nullable StoredObject> of(
      @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifMatch != null && ifNoneMatch != null) {
      throw notTaken(
          "If-Match,If-None-Match", "Multiple conditional request headers present in the request");
    }
    if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
      throw notTaken("If-None-Match");
    }
    if (ifMatch != null && ifMatch.equals("*")) {
      throw notTaken("If-Match");
    }
    return there -> {
      if (ifNoneMatch != null && there != null) {
        throw S3Errors.preconditionFailed("If-None-Match");
      }
      if (ifMatch != null) {
        if (there == null) {
          throw S3Errors.noSuchKey();
        }
        if (!ReadCondition.matches(ifMatch, there.etag())) {
          throw S3Errors.preconditionFailed("If-Match");
        }
      }
    };
  }

  private static RuntimeException notTaken(String header) {
    return notTaken(
        header, "We don't accept the provided value of " + header + " header for this API");
  }

  private static RuntimeException notTaken(String header, String why) {
    return S3Errors.detailed(
        "NotImplemented",
        501,
        "A header you provided implies functionality that is not implemented",
        "Header",
        header,
        "additionalMessage",
        why);
  }
}
