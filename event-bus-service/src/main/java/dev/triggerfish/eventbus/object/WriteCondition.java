package dev.triggerfish.eventbus.object;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.bucket.S3Errors;
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
   * @param ifMatch the ETag that is to be replaced
   * @param ifNoneMatch only {@code *}: nothing is to be replaced
   */
  public static Consumer<@Nullable StoredObject> of(
      @Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
      throw AwsErrors.of(
          "NotImplemented",
          501,
          "A header you provided implies functionality that is not implemented");
    }
    return there -> {
      if (ifNoneMatch != null && there != null) {
        throw S3Errors.preconditionFailed();
      }
      if (ifMatch != null) {
        if (there == null) {
          throw S3Errors.noSuchKey();
        }
        if (!ReadCondition.matches(ifMatch, there.etag())) {
          throw S3Errors.preconditionFailed();
        }
      }
    };
  }
}
