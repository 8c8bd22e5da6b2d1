package dev.triggerfish.eventbus.s3.bucket;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.error.DetailedError;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
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

  /**
   * 301: a bucket of another region than that of the request's signature, which stands for the
   * endpoint that AWS has in each region. Clients sign anew for the region that the header names.
   * The endpoint is none of AWS's: nobody who follows it leaves this machine.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html">Request
   *     redirection</a>
   */
  static AwsServiceException permanentRedirect(Bucket bucket) {
    var error =
        detailed(
            "PermanentRedirect",
            301,
            "The bucket you are attempting to access must be addressed using the specified"
                + " endpoint. Please send all future requests to this endpoint.",
            "Endpoint",
            "s3." + bucket.region() + ".localhost",
            "Bucket",
            bucket.name());
    return DetailedError.inRegion(error, bucket.region());
  }

  /** 404. */
  public static AwsServiceException noSuchKey() {
    return filled(
        NoSuchKeyException.builder(), "NoSuchKey", 404, "The specified key does not exist.");
  }

  /** 404. */
  public static AwsServiceException noSuchUpload(@Nullable String uploadId) {
    return detailed(
        "NoSuchUpload",
        404,
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.",
        "UploadId",
        uploadId);
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

  /**
   * 400, with the argument that is meant.
   *
   * @param name as S3 calls it in its answer
   * @param value as it came
   */
  public static AwsServiceException invalidArgument(
      String message, String name, @Nullable String value) {
    return detailed("InvalidArgument", 400, message, "ArgumentName", name, "ArgumentValue", value);
  }

  /** 400. */
  public static AwsServiceException invalidRequest(String message) {
    return AwsErrors.of("InvalidRequest", 400, message);
  }

  /** 403, without a reason, as strangers get it. */
  public static AwsServiceException accessDenied() {
    return AwsErrors.of("AccessDenied", 403, "Access Denied");
  }

  /**
   * 412.
   *
   * @param header that did not hold, such as {@code If-Match}
   */
  public static AwsServiceException preconditionFailed(String header) {
    return detailed(
        "PreconditionFailed",
        412,
        "At least one of the pre-conditions you specified did not hold",
        "Condition",
        header);
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

  /**
   * An error that says more than its message.
   *
   * @param details names and values by turns, in the order in which they are written
   */
  public static AwsServiceException detailed(
      String code, int status, String message, @Nullable String... details) {
    var elements = new LinkedHashMap<String, String>();
    for (var i = 0; i < details.length; i += 2) {
      elements.put(String.valueOf(details[i]), Objects.requireNonNullElse(details[i + 1], ""));
    }
    return DetailedError.of(code, status, message, elements);
  }

  private static AwsServiceException filled(
      S3Exception.Builder error, String code, int status, String message) {
    error.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build());
    error.statusCode(status).message(message);
    return error.build();
  }
}
