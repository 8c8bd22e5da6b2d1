package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;

/** Making and deleting buckets. */
final class BucketLifecycle implements OperationGroup {

  private final BucketStore store;
  private final Buckets buckets;
  private final Authorizer authorizer;
  private final PlatformClock clock;

  BucketLifecycle(BucketStore store, Buckets buckets, Authorizer authorizer, PlatformClock clock) {
    this.store = store;
    this.buckets = buckets;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">AWS</a>.
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {
        "Bucket",
        "CreateBucketConfiguration",
        "ACL",
        "GrantFullControl",
        "GrantRead",
        "GrantReadACP",
        "GrantWrite",
        "GrantWriteACP",
        "ObjectOwnership"
      },
      refused = {
        "ObjectLockEnabledForBucket",
        "ObjectOwnership=BucketOwnerPreferred",
        "ObjectOwnership=ObjectWriter",
        "CreateBucketConfiguration.Location",
        "CreateBucketConfiguration.Bucket",
        "CreateBucketConfiguration.Tags"
      })
  CreateBucketResponse createBucket(CreateBucketRequest request, Caller caller) {
    var name = request.bucket();
    if (!BucketName.isLegal(name)) {
      throw AwsErrors.of("InvalidBucketName", 400, "The specified bucket is not valid.");
    }
    var there = store.find(name);
    if (there != null && !there.accountId().equals(caller.accountId())) {
      // Not a question of permission: whose policy would allow it?
      throw S3Errors.bucketIsTaken();
    }
    authorizer.require(caller, "s3:CreateBucket", Bucket.arn(name), Map.of());
    requireNoAcl(request);
    var region = region(request.createBucketConfiguration(), caller.region());
    if (!store.create(name, caller.accountId(), region, clock.now())) {
      requireMadeAgain(name, region, caller);
    }
    return CreateBucketResponse.builder().location("/" + name).bucketArn(Bucket.arn(name)).build();
  }

  /** In the oldest region making one's own bucket once more is no error. */
  private void requireMadeAgain(String name, String region, Caller caller) {
    var there = store.find(name);
    if (there == null || !there.accountId().equals(caller.accountId())) {
      throw S3Errors.bucketIsTaken();
    }
    if (!there.region().equals(Bucket.CLASSIC_REGION) || !region.equals(Bucket.CLASSIC_REGION)) {
      throw S3Errors.bucketIsYours();
    }
  }

  private static void requireNoAcl(CreateBucketRequest request) {
    var acl = request.aclAsString();
    if ((acl != null && !acl.equals("private"))
        || request.grantFullControl() != null
        || request.grantRead() != null
        || request.grantReadACP() != null
        || request.grantWrite() != null
        || request.grantWriteACP() != null) {
      throw AwsErrors.of(
          "InvalidBucketAclWithObjectOwnership",
          400,
          "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
    }
  }

  private static String region(@Nullable CreateBucketConfiguration asked, String callers) {
    var constraint = asked == null ? null : asked.locationConstraintAsString();
    if (constraint == null || constraint.isEmpty()) {
      return callers.equals(Bucket.CLASSIC_REGION) ? callers : refuse("unspecified");
    }
    if (BucketLocationConstraint.fromValue(constraint)
        == BucketLocationConstraint.UNKNOWN_TO_SDK_VERSION) {
      throw callers.equals(Bucket.CLASSIC_REGION)
          ? S3Errors.detailed(
              "InvalidLocationConstraint",
              400,
              "The specified location-constraint is not valid",
              "LocationConstraint",
              constraint)
          : incompatible(constraint);
    }
    var region = constraint.equals("EU") ? "eu-west-1" : constraint;
    // The oldest region's endpoint makes buckets everywhere.
    return callers.equals(Bucket.CLASSIC_REGION) || region.equals(callers)
        ? region
        : refuse(constraint);
  }

  private static String refuse(String constraint) {
    throw incompatible(constraint);
  }

  private static RuntimeException incompatible(String constraint) {
    return AwsErrors.of(
        "IllegalLocationConstraintException",
        400,
        "The "
            + constraint
            + " location constraint is incompatible for the region specific endpoint this request"
            + " was sent to.");
  }

  /**
   * See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:DeleteBucket",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {"Bucket", "ExpectedBucketOwner"})
  DeleteBucketResponse deleteBucket(DeleteBucketRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    if (!store.delete(bucket.id())) {
      throw AwsErrors.of("BucketNotEmpty", 409, "The bucket you tried to delete is not empty");
    }
    return DeleteBucketResponse.builder().build();
  }
}
