package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/** What can be learned of one bucket. */
final class BucketReading implements OperationGroup {

  private final Buckets buckets;

  BucketReading(Buckets buckets) {
    this.buckets = buckets;
  }

  /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">AWS</a>. */
  @AwsOperation(
      action = "s3:ListBucket",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {"Bucket", "ExpectedBucketOwner"})
  HeadBucketResponse headBucket(HeadBucketRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    return HeadBucketResponse.builder()
        .bucketArn(bucket.arn())
        .bucketRegion(bucket.region())
        .accessPointAlias(false)
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:GetBucketLocation",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {"Bucket", "ExpectedBucketOwner"})
  GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest request, Caller caller) {
    var bucket = buckets.anywhere(request.bucket(), request.expectedBucketOwner());
    var isClassic = bucket.region().equals(Bucket.CLASSIC_REGION);
    return GetBucketLocationResponse.builder()
        .locationConstraint(isClassic ? null : bucket.region())
        .build();
  }

  /**
   * A bucket whose versioning was never switched on says nothing of it, and here it cannot be
   * switched on.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html">AWS</a>
   */
  @AwsOperation(
      action = "s3:GetBucketVersioning",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {"Bucket", "ExpectedBucketOwner"})
  GetBucketVersioningResponse getBucketVersioning(
      GetBucketVersioningRequest request, Caller caller) {
    buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    return GetBucketVersioningResponse.builder().build();
  }
}
