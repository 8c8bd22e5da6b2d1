package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects; what is not there is as good as deleted. */
final class DeleteObject implements OperationGroup {

  private static final int MOST = 1000;

  private final Buckets buckets;
  private final ObjectWrites writes;
  private final Authorizer authorizer;

  DeleteObject(Buckets buckets, ObjectWrites writes, Authorizer authorizer) {
    this.buckets = buckets;
    this.writes = writes;
    this.authorizer = authorizer;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">AWS</a>.
   */
  @AwsOperation(
      action = "s3:DeleteObject",
      resource = "arn:aws:s3:::{Bucket}/{Key}",
      acts = {"Bucket", "Key", "IfMatch", "ExpectedBucketOwner"},
      refused = {
        "MFA",
        "VersionId",
        "RequestPayer",
        "BypassGovernanceRetention",
        "IfMatchLastModifiedTime",
        "IfMatchSize"
      })
  DeleteObjectResponse deleteObject(DeleteObjectRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    writes.delete(bucket, ObjectKey.require(request.key()), caller, unless(request.ifMatch()));
    return DeleteObjectResponse.builder().build();
  }

  /**
   * Needs no permission of its own, but for each key that to delete it.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">AWS</a>
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {"Bucket", "Delete", "ChecksumAlgorithm", "ExpectedBucketOwner"},
      refused = {
        "MFA",
        "RequestPayer",
        "BypassGovernanceRetention",
        "Delete.Objects.VersionId",
        "Delete.Objects.LastModifiedTime",
        "Delete.Objects.Size"
      })
  DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request, Caller caller) {
    var objects = request.delete().objects();
    if (objects.isEmpty() || objects.size() > MOST) {
      throw AwsErrors.of(
          "MalformedXML",
          400,
          "The XML you provided was not well-formed or did not validate against our published schema");
    }
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var deleted = new ArrayList<DeletedObject>();
    var errors = new ArrayList<S3Error>();
    for (var object : objects) {
      var error = tryDelete(bucket, object, caller);
      if (error != null) {
        errors.add(error);
      } else if (!Boolean.TRUE.equals(request.delete().quiet())) {
        deleted.add(DeletedObject.builder().key(object.key()).build());
      }
    }
    return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
  }

  private @Nullable S3Error tryDelete(Bucket bucket, ObjectIdentifier object, Caller caller) {
    try {
      var key = ObjectKey.require(object.key());
      requireUnversioned(object);
      authorizer.require(caller, "s3:DeleteObject", Bucket.arn(bucket.name(), key), Map.of());
      writes.delete(bucket, key, caller, unless(object.eTag()));
      return null;
    } catch (AwsServiceException e) {
      var details = e.awsErrorDetails();
      var code = details.errorCode();
      return S3Error.builder()
          .key(object.key())
          .code(code.equals("AccessDeniedException") ? "AccessDenied" : code)
          .message(details.errorMessage())
          .build();
    }
  }

  /** What a list holds cannot be refused by a declaration. */
  private static void requireUnversioned(ObjectIdentifier object) {
    if (object.versionId() != null || object.lastModifiedTime() != null || object.size() != null) {
      throw AwsErrors.of(
          "NotImplemented",
          501,
          "Triggerfish does not simulate VersionId, LastModifiedTime and Size of DeleteObjects yet");
    }
  }

  private static Consumer<@Nullable StoredObject> unless(@Nullable String ifMatch) {
    return WriteCondition.of(ifMatch, null);
  }
}
