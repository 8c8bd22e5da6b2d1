package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.object.ObjectChange.Kind;
import dev.triggerfish.eventbus.s3.object.ObjectFiles;
import dev.triggerfish.eventbus.s3.object.ObjectKey;
import dev.triggerfish.eventbus.s3.object.ObjectWrites;
import dev.triggerfish.eventbus.s3.object.StoredObject;
import dev.triggerfish.eventbus.s3.object.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Makes an object of the parts of an upload: one file, so that all objects are read alike. */
final class CompleteUpload implements OperationGroup {

  private final Buckets buckets;
  private final Uploads uploads;
  private final UploadStore store;
  private final ObjectFiles files;
  private final ObjectWrites writes;

  CompleteUpload(
      Buckets buckets, Uploads uploads, UploadStore store, ObjectFiles files, ObjectWrites writes) {
    this.buckets = buckets;
    this.uploads = uploads;
    this.store = store;
    this.files = files;
    this.writes = writes;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:PutObject",
      resource = "arn:aws:s3:::{Bucket}/{Key}",
      acts = {
        "Bucket",
        "Key",
        "MultipartUpload",
        "UploadId",
        "ChecksumCRC32",
        "ChecksumCRC32C",
        "ChecksumCRC64NVME",
        "ChecksumSHA1",
        "ChecksumSHA256",
        "ChecksumType",
        "MpuObjectSize",
        "IfMatch",
        "IfNoneMatch",
        "ExpectedBucketOwner"
      },
      refused = {"RequestPayer", "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5"})
  CompleteMultipartUploadResponse completeMultipartUpload(
      CompleteMultipartUploadRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var key = ObjectKey.require(request.key());
    var upload = uploads.require(bucket, key, request.uploadId());
    var condition = WriteCondition.of(request.ifMatch(), request.ifNoneMatch());
    var all = uploads.parts(upload);
    var listed = request.multipartUpload() == null ? null : request.multipartUpload().parts();
    requireMode(request.checksumTypeAsString(), upload.plan());
    var chosen = PartSelection.of(listed, all, upload);
    var object = put(request, caller, upload, chosen, bucket, condition);
    all.forEach(part -> files.removeUnneeded(part.content()));
    var response =
        CompleteMultipartUploadResponse.builder()
            .bucket(bucket.name())
            .key(key)
            .location("/" + bucket.name() + "/" + key)
            .eTag(object.quotedEtag())
            .serverSideEncryption(ServerSideEncryption.AES256);
    var checksum = object.details().checksum();
    return (checksum == null ? response : checksum.into(response)).build();
  }

  /** What the upload was begun without, it cannot be completed with. */
  private static void requireMode(@Nullable String asked, Upload.Plan plan) {
    var mode = plan.checksumType();
    if (asked != null && !asked.equals(mode)) {
      throw S3Errors.invalidRequest(
          "The upload was created using the "
              + mode
              + " checksum mode. The complete request must use the same checksum mode.");
    }
  }

  private StoredObject put(
      CompleteMultipartUploadRequest request,
      Caller caller,
      Upload upload,
      List<StoredPart> chosen,
      Bucket bucket,
      Consumer<@Nullable StoredObject> condition) {
    var sum = new UploadSum(upload.plan(), chosen);
    if (request.mpuObjectSize() != null && request.mpuObjectSize() != sum.size()) {
      throw S3Errors.invalidRequest(
          "The provided 'x-amz-mp-object-size' header value "
              + request.mpuObjectSize()
              + " does not match what was computed: "
              + sum.size());
    }
    try (var in = new PartsInput(files, chosen);
        var content = files.receive(in, sum.size(), sum.check())) {
      var checksum = sum.checksum(content);
      sum.require(request, checksum);
      var object =
          new StoredObject(
              upload.key(),
              content.sha256(),
              content.size(),
              sum.etag(),
              writes.now(),
              upload.plan().details().with(checksum, sum.sizes()));
      writes.put(
          Kind.COMPLETE_MULTIPART_UPLOAD,
          bucket,
          object,
          caller,
          condition,
          () -> {
            if (!store.end(upload.id())) {
              throw S3Errors.noSuchUpload(upload.uploadId());
            }
          });
      return object;
    } catch (IOException e) {
      throw new UncheckedIOException("The parts of an object could not be put together", e);
    }
  }
}
