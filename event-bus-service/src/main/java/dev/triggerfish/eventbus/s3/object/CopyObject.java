package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import dev.triggerfish.eventbus.s3.object.ObjectChange.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Copies an object: the content stays where it is. */
final class CopyObject implements OperationGroup {

  private final Buckets buckets;
  private final ObjectReading reading;
  private final ObjectFiles files;
  private final ObjectWrites writes;
  private final Authorizer authorizer;

  CopyObject(
      Buckets buckets,
      ObjectReading reading,
      ObjectFiles files,
      ObjectWrites writes,
      Authorizer authorizer) {
    this.buckets = buckets;
    this.reading = reading;
    this.files = files;
    this.writes = writes;
    this.authorizer = authorizer;
  }

  /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">AWS</a>. */
  @AwsOperation(
      action = "s3:PutObject",
      resource = "arn:aws:s3:::{DestinationBucket}/{DestinationKey}",
      acts = {
        "DestinationBucket",
        "DestinationKey",
        "CopySource",
        "SourceBucket",
        "SourceKey",
        "SourceVersionId",
        "CopySourceIfMatch",
        "CopySourceIfModifiedSince",
        "CopySourceIfNoneMatch",
        "CopySourceIfUnmodifiedSince",
        "ACL",
        "GrantFullControl",
        "GrantRead",
        "GrantReadACP",
        "GrantWriteACP",
        "ChecksumAlgorithm",
        "IfMatch",
        "IfNoneMatch",
        "MetadataDirective",
        "TaggingDirective",
        "ExpectedBucketOwner",
        "ExpectedSourceBucketOwner"
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
        "CopySourceSSECustomerAlgorithm",
        "CopySourceSSECustomerKey",
        "CopySourceSSECustomerKeyMD5",
        "RequestPayer",
        "ObjectLockMode",
        "ObjectLockRetainUntilDate",
        "ObjectLockLegalHoldStatus"
      })
  CopyObjectResponse copyObject(CopyObjectRequest request, Caller caller) {
    var source = CopySource.of(request);
    authorizer.require(caller, "s3:GetObject", source.arn(), Map.of());
    var target = buckets.named(request.destinationBucket(), request.expectedBucketOwner(), caller);
    var key = ObjectKey.require(request.destinationKey());
    var from = buckets.anywhere(source.bucket(), request.expectedSourceBucketOwner());
    var condition = WriteCondition.of(request.ifMatch(), request.ifNoneMatch());
    for (var attempt = 0; attempt < GetObject.ATTEMPTS; attempt++) {
      var original = reading.requireSource(from, source, caller);
      CopySource.requireCondition(request, original);
      if (from.id() == target.id() && key.equals(original.key())) {
        requireDifference(request, original);
      }
      try (var content = files.hold(original.content(), checksumKind(request, original))) {
        // Null: it has just been replaced, and is looked up once more.
        if (content != null) {
          var copy = copy(request, original, key, content);
          writes.put(Kind.COPY, target, copy, caller, condition, () -> {});
          return answer(copy, content.checksum());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("An object could not be read", e);
      }
    }
    throw new IllegalStateException("The content of an object is missing in " + from.name());
  }

  private StoredObject copy(
      CopyObjectRequest request, StoredObject original, String key, ObjectContent content) {
    return new StoredObject(
        key,
        content.sha256(),
        content.size(),
        content.md5(),
        writes.now(),
        details(request, original.details()).with(content.checksum()));
  }

  private static CopyObjectResponse answer(StoredObject copy, Checksum checksum) {
    return CopyObjectResponse.builder()
        .copyObjectResult(
            checksum
                .into(CopyObjectResult.builder())
                .eTag(copy.quotedEtag())
                .lastModified(copy.modifiedAt())
                .build())
        .serverSideEncryption(ServerSideEncryption.AES256)
        .build();
  }

  private static ChecksumKind checksumKind(CopyObjectRequest request, StoredObject original) {
    var named = ContentCheck.named(request);
    if (named != null) {
      return named;
    }
    var checksum = original.details().checksum();
    return checksum == null ? ChecksumKind.CRC64NVME : checksum.kind();
  }

  private static ObjectDetails details(CopyObjectRequest request, ObjectDetails original) {
    var own = NewObjectDetails.of(request);
    var tags =
        request.taggingDirective() == TaggingDirective.REPLACE ? own.tags() : original.tags();
    var kept =
        request.metadataDirective() == MetadataDirective.REPLACE
            ? own
            : original.withStorageClass(own.storageClass());
    return kept.withTags(tags);
  }

  private static void requireDifference(CopyObjectRequest request, StoredObject original) {
    if (request.metadataDirective() != MetadataDirective.REPLACE
        && request.serverSideEncryption() == null
        && NewObjectDetails.storageClass(request).equals(original.details().storageClass())) {
      throw S3Errors.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }
}
