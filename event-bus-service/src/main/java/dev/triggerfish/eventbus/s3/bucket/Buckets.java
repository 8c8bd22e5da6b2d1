package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Caller;
import org.jspecify.annotations.Nullable;

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
      throw AwsErrors.of(
          "PermanentRedirect",
          301,
          "The bucket is in this region: "
              + bucket.region()
              + ". Please use this region to retry the request");
    }
    return bucket;
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

  private static boolean isAccount(String text) {
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
