package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.error.DetailedError;
import dev.triggerfish.aws.operation.Caller;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Finds the bucket that a request names, for operations that work on it. */
public final class Buckets {

  private final BucketStore store;

  Buckets(BucketStore store) {
    this.store = store;
  }

  /**
   * The bucket of this name, in the caller's region.
   *
   * @param expectedOwner the account that the caller believes to own it; null for any
   */
  public Bucket named(String name, @Nullable String expectedOwner, Caller caller) {
    var bucket = anywhere(name, expectedOwner);
    if (!bucket.region().equals(caller.region())) {
      throw S3Errors.permanentRedirect(bucket);
    }
    return bucket;
  }

  /**
   * Says in an answer where a bucket is, as S3 does in those about buckets.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">Response
   *     headers</a>
   */
  public static <B extends SdkResponse.Builder> B inRegion(Bucket bucket, B answer) {
    answer.sdkHttpResponse(
        SdkHttpResponse.builder()
            .statusCode(200)
            .putHeader(DetailedError.BUCKET_REGION, bucket.region())
            .build());
    return answer;
  }

  /** The bucket of this name, in whichever region it is. */
  public Bucket anywhere(String name, @Nullable String expectedOwner) {
    var bucket = store.find(name);
    if (bucket == null) {
      throw S3Errors.noSuchBucket();
    }
    if (expectedOwner != null && !isAccount(expectedOwner)) {
      throw AwsErrors.of(
          "InvalidBucketOwnerAWSAccountID",
          400,
          "The value of the expected bucket owner parameter must be an AWS Account ID... ["
              + expectedOwner
              + "]");
    }
    if (expectedOwner != null && !expectedOwner.equals(bucket.accountId())) {
      throw S3Errors.accessDenied();
    }
    return bucket;
  }

  /** Where a bucket is, or null if there is none. */
  @Nullable String region(String name) {
    var bucket = store.find(name);
    return bucket == null ? null : bucket.region();
  }

  private static boolean isAccount(String text) {
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
