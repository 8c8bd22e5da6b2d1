package dev.triggerfish.eventbus.s3.multipart;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.object.ChecksumKind;
import dev.triggerfish.eventbus.s3.object.ContentCheck;
import dev.triggerfish.eventbus.s3.object.NewObjectDetails;
import dev.triggerfish.eventbus.s3.object.ObjectFiles;
import dev.triggerfish.eventbus.s3.object.ObjectKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Beginning an upload and giving it up. */
final class UploadLifecycle implements OperationGroup {

  private static final int ID_BYTES = 36;

  private final Buckets buckets;
  private final UploadStore store;
  private final Uploads uploads;
  private final ObjectFiles files;
  private final PlatformClock clock;
  private final SecureRandom random = new SecureRandom();

  UploadLifecycle(
      Buckets buckets, UploadStore store, Uploads uploads, ObjectFiles files, PlatformClock clock) {
    this.buckets = buckets;
    this.store = store;
    this.uploads = uploads;
    this.files = files;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:PutObject",
      resource = "arn:aws:s3:::{Bucket}/{Key}",
      acts = {
        "Bucket",
        "Key",
        "ACL",
        "GrantFullControl",
        "GrantRead",
        "GrantReadACP",
        "GrantWriteACP",
        "ExpectedBucketOwner",
        "ChecksumAlgorithm",
        "ChecksumType"
      },
      stored = {
        "CacheControl",
        "ContentDisposition",
        "ContentEncoding",
        "ContentLanguage",
        "ContentType",
        "Expires",
        "Metadata",
        "StorageClass",
        "Tagging",
        "ServerSideEncryption"
      },
      refused = {
        "StorageClass=GLACIER",
        "StorageClass=DEEP_ARCHIVE",
        "StorageClass=OUTPOSTS",
        "StorageClass=SNOW",
        "StorageClass=EXPRESS_ONEZONE",
        "ServerSideEncryption=aws:kms",
        "ServerSideEncryption=aws:kms:dsse",
        "WebsiteRedirectLocation",
        "SSECustomerAlgorithm",
        "SSECustomerKey",
        "SSECustomerKeyMD5",
        "SSEKMSKeyId",
        "SSEKMSEncryptionContext",
        "BucketKeyEnabled",
        "RequestPayer",
        "ObjectLockMode",
        "ObjectLockRetainUntilDate",
        "ObjectLockLegalHoldStatus"
      })
  CreateMultipartUploadResponse createMultipartUpload(
      CreateMultipartUploadRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var key = ObjectKey.require(request.key());
    var plan = plan(request, caller);
    var id = new byte[ID_BYTES];
    random.nextBytes(id);
    var uploadId = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    store.begin(uploadId, bucket.id(), key, clock.now(), plan);
    return CreateMultipartUploadResponse.builder()
        .bucket(bucket.name())
        .key(key)
        .uploadId(uploadId)
        .checksumAlgorithm(plan.checksumAlgorithm())
        .checksumType(plan.checksumType())
        .serverSideEncryption(ServerSideEncryption.AES256)
        .build();
  }

  private static Upload.Plan plan(CreateMultipartUploadRequest request, Caller caller) {
    var name = request.checksumAlgorithmAsString();
    var kind = name == null ? ChecksumKind.CRC64NVME : ChecksumKind.named(name);
    if (kind == null) {
      throw ContentCheck.unsupported();
    }
    if (name == null && request.checksumType() != null) {
      throw S3Errors.invalidRequest(
          "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
              + " header.");
    }
    return new Upload.Plan(
        NewObjectDetails.of(request),
        kind,
        composite(kind, request.checksumTypeAsString()),
        name != null,
        caller.principal().arn());
  }

  private static boolean composite(ChecksumKind kind, @Nullable String type) {
    var usual = kind != ChecksumKind.CRC64NVME;
    var asked = type == null ? usual : type.equals("COMPOSITE");
    var possible =
        switch (kind) {
          case CRC64NVME -> !asked;
          case SHA1, SHA256 -> asked;
          case CRC32, CRC32C -> true;
        };
    if (!possible) {
      throw S3Errors.invalidRequest(
          "The "
              + type
              + " checksum type cannot be used with the "
              + kind.name().toLowerCase(Locale.ROOT)
              + " checksum algorithm.");
    }
    return asked;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:AbortMultipartUpload",
      resource = "arn:aws:s3:::{Bucket}/{Key}",
      acts = {"Bucket", "Key", "UploadId", "ExpectedBucketOwner"},
      refused = {"RequestPayer", "IfMatchInitiatedTime"})
  AbortMultipartUploadResponse abortMultipartUpload(
      AbortMultipartUploadRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var upload = uploads.require(bucket, request.key(), request.uploadId());
    var parts = uploads.parts(upload);
    store.end(upload.id());
    parts.forEach(part -> files.removeUnneeded(part.content()));
    return AbortMultipartUploadResponse.builder().build();
  }
}
