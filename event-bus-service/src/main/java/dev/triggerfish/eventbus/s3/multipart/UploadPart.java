package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.object.ContentCheck;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Takes a part in. */
final class UploadPart implements OperationGroup {

  private final Buckets buckets;
  private final Uploads uploads;
  private final PartIntake parts;

  UploadPart(Buckets buckets, Uploads uploads, PartIntake parts) {
    this.buckets = buckets;
    this.uploads = uploads;
    this.parts = parts;
  }

  /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html">AWS</a>. */
  @AwsOperation(
      action = "s3:PutObject",
      resource = "arn:aws:s3:::{Bucket}/{Key}",
      acts = {
        "Bucket",
        "Key",
        "UploadId",
        "PartNumber",
        "ContentLength",
        "ContentMD5",
        "ChecksumAlgorithm",
        "ChecksumCRC32",
        "ChecksumCRC32C",
        "ChecksumCRC64NVME",
        "ChecksumSHA1",
        "ChecksumSHA256",
        "ExpectedBucketOwner"
      },
      refused = {"SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5", "RequestPayer"})
  UploadPartResponse uploadPart(UploadPartRequest request, RequestPayload payload, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var number = Uploads.requireNumber(request.partNumber());
    var upload = uploads.require(bucket, request.key(), request.uploadId());
    var check = check(ContentCheck.of(request, payload), upload.plan());
    var part = parts.keep(upload, number, payload, check);
    var response = UploadPartResponse.builder();
    if (check.asked() != null) {
      part.checksum().into(response);
    }
    return response
        .eTag('"' + part.etag() + '"')
        .serverSideEncryption(ServerSideEncryption.AES256)
        .build();
  }

  /**
   * An upload that named no algorithm takes parts with any checksum. One that named an algorithm
   * takes no other, and if its checksum is made of the parts', each part has to come with one.
   */
  private static ContentCheck check(ContentCheck given, Upload.Plan plan) {
    if (!plan.checksumAsked()) {
      return given;
    }
    var asked = given.asked();
    if (asked == plan.checksum() || (asked == null && !plan.composite())) {
      return given.orElse(plan.checksum());
    }
    throw S3Errors.invalidRequest(
        "Checksum Type mismatch occurred, expected checksum Type: "
            + plan.checksum().name().toLowerCase(Locale.ROOT)
            + ", actual checksum Type: "
            + (asked == null ? null : asked.name().toLowerCase(Locale.ROOT)));
  }
}
