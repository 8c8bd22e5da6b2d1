package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.object.ObjectChange.Kind;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Takes an object in. */
final class PutObject implements OperationGroup {

  private final Buckets buckets;
  private final ContentIntake intake;
  private final ObjectWrites writes;

  PutObject(Buckets buckets, ContentIntake intake, ObjectWrites writes) {
    this.buckets = buckets;
    this.intake = intake;
    this.writes = writes;
  }

  /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">AWS</a>. */
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
        "ContentLength",
        "ContentMD5",
        "ChecksumAlgorithm",
        "ChecksumCRC32",
        "ChecksumCRC32C",
        "ChecksumCRC64NVME",
        "ChecksumSHA1",
        "ChecksumSHA256",
        "IfMatch",
        "IfNoneMatch",
        "ExpectedBucketOwner"
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
        "WriteOffsetBytes",
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
  PutObjectResponse putObject(PutObjectRequest request, RequestPayload payload, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var key = ObjectKey.require(request.key());
    var details = NewObjectDetails.of(request);
    var condition = WriteCondition.of(request.ifMatch(), request.ifNoneMatch());
    try (var content = intake.receive(payload, ContentCheck.of(request, payload))) {
      var object =
          new StoredObject(
              key,
              content.sha256(),
              content.size(),
              content.md5(),
              writes.now(),
              details.with(content.checksum()));
      writes.put(Kind.PUT, bucket, object, caller, condition, () -> {});
      return content
          .checksum()
          .into(PutObjectResponse.builder())
          .eTag(object.quotedEtag())
          .serverSideEncryption(ServerSideEncryption.AES256)
          .build();
    }
  }
}
