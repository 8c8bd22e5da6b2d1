package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.object.ByteRange;
import dev.triggerfish.eventbus.s3.object.ContentCheck;
import dev.triggerfish.eventbus.s3.object.CopySource;
import dev.triggerfish.eventbus.s3.object.ObjectReading;
import dev.triggerfish.eventbus.s3.object.StoredObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/** Makes a part of an object that is there, or of a stretch of it. */
final class UploadPartCopy implements OperationGroup {

  private static final String UNIT = "bytes=";

  private final Buckets buckets;
  private final Uploads uploads;
  private final PartIntake parts;
  private final ObjectReading reading;
  private final Authorizer authorizer;

  UploadPartCopy(
      Buckets buckets,
      Uploads uploads,
      PartIntake parts,
      ObjectReading reading,
      Authorizer authorizer) {
    this.buckets = buckets;
    this.uploads = uploads;
    this.parts = parts;
    this.reading = reading;
    this.authorizer = authorizer;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:PutObject",
      resource = "arn:aws:s3:::{DestinationBucket}/{DestinationKey}",
      acts = {
        "DestinationBucket",
        "DestinationKey",
        "UploadId",
        "PartNumber",
        "CopySource",
        "SourceBucket",
        "SourceKey",
        "SourceVersionId",
        "CopySourceRange",
        "CopySourceIfMatch",
        "CopySourceIfModifiedSince",
        "CopySourceIfNoneMatch",
        "CopySourceIfUnmodifiedSince",
        "ExpectedBucketOwner",
        "ExpectedSourceBucketOwner"
      },
      refused = {
        "SSECustomerAlgorithm",
        "SSECustomerKey",
        "SSECustomerKeyMD5",
        "CopySourceSSECustomerAlgorithm",
        "CopySourceSSECustomerKey",
        "CopySourceSSECustomerKeyMD5",
        "RequestPayer"
      })
  UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request, Caller caller) {
    var source = CopySource.of(request);
    authorizer.require(caller, "s3:GetObject", source.arn(), Map.of());
    var target = buckets.named(request.destinationBucket(), request.expectedBucketOwner(), caller);
    var number = Uploads.requireNumber(request.partNumber());
    var upload = uploads.require(target, request.destinationKey(), request.uploadId());
    var from = buckets.anywhere(source.bucket(), request.expectedSourceBucketOwner());
    var original = reading.requireSource(from, source, caller);
    CopySource.requireCondition(request, original);
    var range = range(request.copySourceRange(), original);
    var check = new ContentCheck(upload.plan().checksum(), null, null);
    var part = parts.keep(upload, number, parts.copy(original, range), check);
    var result = CopyPartResult.builder();
    if (upload.plan().checksumAsked()) {
      part.checksum().into(result);
    }
    return UploadPartCopyResponse.builder()
        .copyPartResult(
            result.eTag('"' + part.etag() + '"').lastModified(part.modifiedAt()).build())
        .serverSideEncryption(ServerSideEncryption.AES256)
        .build();
  }

  private static ByteRange range(@Nullable String header, StoredObject original) {
    if (header == null) {
      return new ByteRange(0, original.size());
    }
    var dash = header.indexOf('-');
    var told = header.startsWith(UNIT) && dash > 0;
    var first = told ? ByteRange.offset(header.substring(UNIT.length(), dash)) : null;
    var last = told ? ByteRange.offset(header.substring(dash + 1)) : null;
    if (first == null || last == null || last < first) {
      throw notTaken(
          "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
              + " last are the zero-based offsets of the first and last bytes to copy",
          header);
    }
    if (first >= original.size()) {
      throw S3Errors.invalidRequest(
          "The specified copy range is invalid for the source object size");
    }
    if (last >= original.size()) {
      throw notTaken(
          "Range specified is not valid for source object of size: " + original.size(), header);
    }
    return new ByteRange(first, last - first + 1);
  }

  private static RuntimeException notTaken(String why, String header) {
    return S3Errors.invalidArgument(why, "x-amz-copy-source-range", header);
  }
}
