package dev.triggerfish.eventbus.bucket;

import dev.triggerfish.aws.error.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * S3's errors, in its words.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
public final class S3Errors {

  private S3Errors() {}

  /** 404. */
  public static AwsServiceException noSuchBucket() {
    return filled(
        NoSuchBucketException.builder(),
        "NoSuchBucket",
        404,
        "The specified bucket does not exist");
  }

  /** 404. */
  public static AwsServiceException noSuchKey() {
    return filled(
        NoSuchKeyException.builder(), "NoSuchKey", 404, "The specified key does not exist.");
  }

  /** 404. */
  public static AwsServiceException noSuchUpload() {
    return filled(
        NoSuchUploadException.builder(),
        "NoSuchUpload",
        404,
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.");
  }

  static AwsServiceException bucketIsYours() {
    return filled(
        BucketAlreadyOwnedByYouException.builder(),
        "BucketAlreadyOwnedByYou",
        409,
        "Your previous request to create the named bucket succeeded and you already own it.");
  }

  static AwsServiceException bucketIsTaken() {
    return filled(
        BucketAlreadyExistsException.builder(),
        "BucketAlreadyExists",
        409,
        "The requested bucket name is not available. The bucket namespace is shared by all users of"
            + " the system. Please select a different name and try again.");
  }

  /** 400. */
  public static AwsServiceException invalidArgument(String message) {
    return AwsErrors.of("InvalidArgument", 400, message);
  }

  /** 400. */
  public static AwsServiceException invalidRequest(String message) {
    return AwsErrors.of("InvalidRequest", 400, message);
  }

  /** 403, without a reason, as strangers get it. */
  public static AwsServiceException accessDenied() {
    return AwsErrors.of("AccessDenied", 403, "Access Denied");
  }

  /** 412. */
  public static AwsServiceException preconditionFailed() {
    return AwsErrors.of(
        "PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
  }

  /**
   * 400: buckets are made without access control lists, as AWS makes them since April 2023.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">
   *     Object ownership</a>
   */
  public static AwsServiceException noAcls() {
    return AwsErrors.of("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
  }

  private static AwsServiceException filled(
      S3Exception.Builder error, String code, int status, String message) {
    error.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build());
    error.statusCode(status).message(message);
    return error.build();
  }
}
