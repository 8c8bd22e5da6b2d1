package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.error.DetailedError;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;

/** What can be learned of one bucket. */
final class BucketReading implements OperationGroup {

  private final Buckets buckets;
  private final Authorizer authorizer;

  BucketReading(Buckets buckets, Authorizer authorizer) {
    this.buckets = buckets;
    this.authorizer = authorizer;
  }

  /**
   * Asks for permission itself, since S3 says where a bucket is also to those whom it denies the
   * rest: so clients find a bucket's region before they know how to sign.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">AWS</a>
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {"Bucket", "ExpectedBucketOwner"})
  HeadBucketResponse headBucket(HeadBucketRequest request, Caller caller) {
    requirePermission(request.bucket(), caller);
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    return HeadBucketResponse.builder()
        .bucketArn(bucket.arn())
        .bucketRegion(bucket.region())
        .accessPointAlias(false)
        .build();
  }

  private void requirePermission(String bucket, Caller caller) {
    try {
      authorizer.require(caller, "s3:ListBucket", Bucket.arn(bucket), Map.of());
    } catch (AwsServiceException denied) {
      var region = buckets.region(bucket);
      throw region == null ? denied : DetailedError.inRegion(denied, region);
    }
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
