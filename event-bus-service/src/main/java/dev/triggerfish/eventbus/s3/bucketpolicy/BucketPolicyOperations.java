package dev.triggerfish.eventbus.s3.bucketpolicy;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.BucketStore;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/** Putting, getting and deleting a bucket's policy. */
final class BucketPolicyOperations implements OperationGroup {

  private final Buckets buckets;
  private final BucketStore store;

  BucketPolicyOperations(Buckets buckets, BucketStore store) {
    this.buckets = buckets;
    this.store = store;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:PutBucketPolicy",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {"Bucket", "Policy", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"},
      refused = {"ConfirmRemoveSelfBucketAccess"})
  PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    BucketPolicyDocument.check(request.policy(), bucket);
    store.setPolicy(bucket.id(), request.policy());
    return PutBucketPolicyResponse.builder().build();
  }

  /**
   * See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:GetBucketPolicy",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {"Bucket", "ExpectedBucketOwner"})
  GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var policy = store.policy(bucket.id());
    if (policy == null) {
      throw AwsErrors.of("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
    }
    return GetBucketPolicyResponse.builder().policy(policy).build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:DeleteBucketPolicy",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {"Bucket", "ExpectedBucketOwner"})
  DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    store.setPolicy(bucket.id(), null);
    return DeleteBucketPolicyResponse.builder().build();
  }
}
