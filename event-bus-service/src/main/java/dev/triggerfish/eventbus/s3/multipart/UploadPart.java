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
    var check = ContentCheck.of(request).with(upload.plan().checksum());
    if (check.kind() != upload.plan().checksum()) {
      throw S3Errors.invalidRequest(
          "Checksum Type mismatch occurred, expected checksum Type: "
              + upload.plan().checksum().name().toLowerCase(Locale.ROOT)
              + ", actual checksum Type: "
              + check.kind().name().toLowerCase(Locale.ROOT));
    }
    var part = parts.keep(upload, number, payload, check);
    return part.checksum()
        .into(UploadPartResponse.builder())
        .eTag('"' + part.etag() + '"')
        .serverSideEncryption(ServerSideEncryption.AES256)
        .build();
  }
}
