package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** Says which tags an object was put with. */
final class ObjectTagging implements OperationGroup {

  private final Buckets buckets;
  private final ObjectReading reading;

  ObjectTagging(Buckets buckets, ObjectReading reading) {
    this.buckets = buckets;
    this.reading = reading;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:GetObjectTagging",
      resource = "arn:aws:s3:::{Bucket}/{Key}",
      acts = {"Bucket", "Key", "ExpectedBucketOwner"},
      refused = {"VersionId", "RequestPayer"})
  GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var object = reading.require(bucket, ObjectKey.require(request.key()), caller);
    var tags =
        object.details().tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return GetObjectTaggingResponse.builder().tagSet(tags).build();
  }
}
