package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.StreamedAnswer;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Gives an object out, or says what it would give. */
final class GetObject implements OperationGroup {

  /**
   * Somebody may put another object in an object's place before its file is open: then that is the
   * object.
   */
  static final int ATTEMPTS = 10;

  private final Buckets buckets;
  private final ObjectReading reading;
  private final ObjectFiles files;

  GetObject(Buckets buckets, ObjectReading reading, ObjectFiles files) {
    this.buckets = buckets;
    this.reading = reading;
    this.files = files;
  }

  /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">AWS</a>. */
  @AwsOperation(
      action = "s3:GetObject",
      resource = "arn:aws:s3:::{Bucket}/{Key}",
      acts = {
        "Bucket",
        "Key",
        "IfMatch",
        "IfModifiedSince",
        "IfNoneMatch",
        "IfUnmodifiedSince",
        "Range",
        "ResponseCacheControl",
        "ResponseContentDisposition",
        "ResponseContentEncoding",
        "ResponseContentLanguage",
        "ResponseContentType",
        "ResponseExpires",
        "PartNumber",
        "ChecksumMode",
        "ExpectedBucketOwner"
      },
      refused = {
        "VersionId",
        "SSECustomerAlgorithm",
        "SSECustomerKey",
        "SSECustomerKeyMD5",
        "RequestPayer"
      })
  StreamedAnswer<GetObjectResponse> getObject(GetObjectRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var answer = find(request, bucket, caller);
      var content = tryOpen(answer);
      if (content != null) {
        return new StreamedAnswer<>(answer.response(request), answer.length(), content);
      }
    }
    throw new IllegalStateException("The content of an object is missing in " + bucket.name());
  }

  private ObjectAnswer find(GetObjectRequest request, Bucket bucket, Caller caller) {
    var object = reading.require(bucket, ObjectKey.require(request.key()), caller);
    new ReadCondition(
            request.ifMatch(),
            request.ifNoneMatch(),
            request.ifModifiedSince(),
            request.ifUnmodifiedSince())
        .require(object);
    return new ObjectAnswer(object, stretch(object, request.range(), request.partNumber()));
  }

  private @Nullable InputStream tryOpen(ObjectAnswer answer) {
    try {
      var range = answer.range();
      return range == null
          ? files.open(answer.object().content(), 0)
          : files.open(answer.object().content(), range);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("An object could not be read", e);
    }
  }

  /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">AWS</a>. */
  @AwsOperation(
      action = "s3:GetObject",
      resource = "arn:aws:s3:::{Bucket}/{Key}",
      acts = {
        "Bucket",
        "Key",
        "IfMatch",
        "IfModifiedSince",
        "IfNoneMatch",
        "IfUnmodifiedSince",
        "Range",
        "ResponseCacheControl",
        "ResponseContentDisposition",
        "ResponseContentEncoding",
        "ResponseContentLanguage",
        "ResponseContentType",
        "ResponseExpires",
        "PartNumber",
        "ChecksumMode",
        "ExpectedBucketOwner"
      },
      refused = {
        "VersionId",
        "SSECustomerAlgorithm",
        "SSECustomerKey",
        "SSECustomerKeyMD5",
        "RequestPayer"
      })
  HeadObjectResponse headObject(HeadObjectRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var object = reading.require(bucket, ObjectKey.require(request.key()), caller);
    new ReadCondition(
            request.ifMatch(),
            request.ifNoneMatch(),
            request.ifModifiedSince(),
            request.ifUnmodifiedSince())
        .require(object);
    return new ObjectAnswer(object, stretch(object, request.range(), request.partNumber()))
        .response(request);
  }

  private static @Nullable ByteRange stretch(
      StoredObject object, @Nullable String range, @Nullable Integer partNumber) {
    if (partNumber == null) {
      return ByteRange.parse(range, object.size());
    }
    if (range != null) {
      throw S3Errors.invalidRequest(
          "Cannot specify both Range header and partNumber query parameter");
    }
    return ObjectParts.stretch(object, partNumber);
  }
}
