package dev.triggerfish.invoker.code;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** Where a request says that its code is. */
public sealed interface CodeSource {

  /**
   * In the request.
   *
   * @param zip as it came
   */
  record InRequest(SdkBytes zip) implements CodeSource {}

  /** An object in S3, in the request's region. */
  record InS3(String bucket, String key) implements CodeSource {}

  /**
   * What these members of a request say.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException in AWS's words, if they
   *     say nothing, or too much
   */
  static CodeSource of(
      @Nullable SdkBytes zipFile, @Nullable String s3Bucket, @Nullable String s3Key) {
    if (zipFile != null) {
      if (s3Bucket != null || s3Key != null) {
        throw CodeErrors.twoSources();
      }
      return new InRequest(zipFile);
    }
    if (s3Bucket == null || s3Key == null) {
      throw CodeErrors.noSource();
    }
    return new InS3(s3Bucket, s3Key);
  }
}
