package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.bucket.S3Owner;
import dev.triggerfish.eventbus.s3.object.ListingEncoding;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** Listing uploads that have not been completed, and their parts. */
final class UploadListing implements OperationGroup {

  private static final int MOST = 1000;

  private final Buckets buckets;
  private final Uploads uploads;
  private final UploadStore store;

  UploadListing(Buckets buckets, Uploads uploads, UploadStore store) {
    this.buckets = buckets;
    this.uploads = uploads;
    this.store = store;
  }

  /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html">AWS</a>. */
  @AwsOperation(
      action = "s3:ListMultipartUploadParts",
      resource = "arn:aws:s3:::{Bucket}/{Key}",
      acts = {"Bucket", "Key", "UploadId", "MaxParts", "PartNumberMarker", "ExpectedBucketOwner"},
      refused = {"RequestPayer", "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5"})
  ListPartsResponse listParts(ListPartsRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var upload = uploads.require(bucket, request.key(), request.uploadId());
    var limit = limit(request.maxParts(), "max-parts");
    int marker = Objects.requireNonNullElse(request.partNumberMarker(), 0);
    var found = store.parts(upload.id(), marker, limit + 1);
    var page = found.subList(0, Math.min(limit, found.size()));
    return ListPartsResponse.builder()
        .bucket(bucket.name())
        .key(upload.key())
        .uploadId(upload.uploadId())
        .partNumberMarker(marker)
        .nextPartNumberMarker(page.isEmpty() ? 0 : page.getLast().number())
        .maxParts(limit)
        .isTruncated(found.size() > limit)
        .parts(page.stream().map(part -> shown(part, upload.plan())).toList())
        .storageClass(upload.plan().details().storageClass())
        .owner(S3Owner.of(bucket.accountId()))
        .initiator(i -> i.id(upload.plan().initiator()).displayName(upload.plan().initiator()))
        .checksumAlgorithm(upload.plan().checksumAlgorithm())
        .checksumType(upload.plan().checksumType())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:ListBucketMultipartUploads",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {
        "Bucket",
        "EncodingType",
        "KeyMarker",
        "MaxUploads",
        "Prefix",
        "UploadIdMarker",
        "ExpectedBucketOwner"
      },
      refused = {"Delimiter", "RequestPayer"})
  ListMultipartUploadsResponse listMultipartUploads(
      ListMultipartUploadsRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    ListingEncoding.require(request.encodingTypeAsString());
    var limit = limit(request.maxUploads(), "max-uploads");
    var found = behindMarkers(store.list(bucket.id()), request);
    var page = found.subList(0, Math.min(limit, found.size()));
    var truncated = found.size() > limit && !page.isEmpty();
    return ListMultipartUploadsResponse.builder()
        .bucket(bucket.name())
        .prefix(Objects.requireNonNullElse(request.prefix(), ""))
        .keyMarker(Objects.requireNonNullElse(request.keyMarker(), ""))
        .uploadIdMarker(Objects.requireNonNullElse(request.uploadIdMarker(), ""))
        .nextKeyMarker(truncated ? page.getLast().key() : null)
        .nextUploadIdMarker(truncated ? page.getLast().uploadId() : null)
        .encodingType(request.encodingType())
        .maxUploads(limit)
        .isTruncated(truncated)
        .uploads(page.stream().map(upload -> shown(upload, bucket)).toList())
        .build();
  }

  private static List<Upload> behindMarkers(List<Upload> all, ListMultipartUploadsRequest request) {
    var prefix = Objects.requireNonNullElse(request.prefix(), "");
    var keyMarker = Objects.requireNonNullElse(request.keyMarker(), "");
    var idMarker = keyMarker.isEmpty() ? null : request.uploadIdMarker();
    var behindId =
        all.stream().dropWhile(upload -> !isMarked(upload, keyMarker, idMarker)).skip(1).toList();
    return (idMarker == null || behindId.isEmpty()
            ? all.stream().filter(upload -> keyMarker.isEmpty() || upload.comparesBehind(keyMarker))
            : behindId.stream())
        .filter(upload -> upload.key().startsWith(prefix))
        .toList();
  }

  private static boolean isMarked(Upload upload, String keyMarker, @Nullable String idMarker) {
    return upload.key().equals(keyMarker) && upload.uploadId().equals(idMarker);
  }

  private static Part shown(StoredPart part, Upload.Plan plan) {
    var shown = Part.builder();
    if (plan.checksumAsked()) {
      part.checksum().into(shown);
    }
    return shown
        .partNumber(part.number())
        .size(part.size())
        .eTag('"' + part.etag() + '"')
        .lastModified(part.modifiedAt())
        .build();
  }

  private static MultipartUpload shown(Upload upload, Bucket bucket) {
    return MultipartUpload.builder()
        .key(upload.key())
        .uploadId(upload.uploadId())
        .initiated(upload.initiatedAt())
        .storageClass(upload.plan().details().storageClass())
        .owner(S3Owner.of(bucket.accountId()))
        .initiator(i -> i.id(upload.plan().initiator()).displayName(upload.plan().initiator()))
        .checksumAlgorithm(upload.plan().checksumAlgorithm())
        .checksumType(upload.plan().checksumType())
        .build();
  }

  private static int limit(@Nullable Integer asked, String name) {
    if (asked != null && asked < 0) {
      throw S3Errors.invalidArgument(
          "Argument " + name + " must be an integer between 0 and 2147483647");
    }
    return asked == null ? MOST : Math.min(asked, MOST);
  }
}
