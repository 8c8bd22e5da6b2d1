package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.error.DetailedError;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

/** AWS's words about uploads that cannot be taken. */
final class CodeErrors {

  private CodeErrors() {}

  static AwsServiceException cannotUnzip() {
    return invalid(
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
  }

  static AwsServiceException empty() {
    return invalid("Uploaded file must be a non-empty zip");
  }

  static AwsServiceException unzippedTooLarge(long limit) {
    return invalid("Unzipped size must be smaller than " + limit + " bytes");
  }

  static AwsServiceException zippedTooLarge(long limit) {
    return AwsErrors.of(
        "RequestEntityTooLargeException",
        413,
        "Zipped size must be smaller than " + limit + " bytes");
  }

  static AwsServiceException noSource() {
    return invalid("Please provide a source for function code.");
  }

  static AwsServiceException twoSources() {
    return invalid("Please do not provide other FunctionCode parameters when providing a ZipFile.");
  }

  /** What S3 has answered to the caller's request for code; its own faults are ours. */
  static RuntimeException ofS3(CodeSource.InS3 source, AwsServiceException error) {
    if (error.statusCode() >= 500) {
      return new IllegalStateException("S3 cannot give " + source, error);
    }
    var details = error.awsErrorDetails();
    var words = "S3 Error Code: " + details.errorCode() + ". S3 Error Message: " + message(details);
    if (error.statusCode() != 403) {
      return invalid("Error occurred while GetObject. " + words);
    }
    return AwsErrors.of(
        "AccessDeniedException",
        403,
        "Your access has been denied by S3, please make sure your request credentials have"
            + " permission to GetObject for "
            + source.bucket()
            + "/"
            + source.key()
            + ". "
            + words);
  }

  /** Lambda words the answer to a request in another region than the bucket's itself. */
  private static String message(AwsErrorDetails details) {
    var answer = details.sdkHttpResponse();
    return Optional.ofNullable(answer)
        .filter(_ -> details.errorCode().equals("PermanentRedirect"))
        .flatMap(found -> found.firstMatchingHeader(DetailedError.BUCKET_REGION))
        .map(
            region ->
                "The bucket is in this region: "
                    + region
                    + ". Please use this region to retry the request")
        .orElseGet(details::errorMessage);
  }

  private static AwsServiceException invalid(String message) {
    return InvalidParameterValueException.builder().type("User").message(message).build();
  }
}
