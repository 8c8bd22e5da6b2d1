package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.error.AwsErrors;
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

  private static AwsServiceException invalid(String message) {
    return InvalidParameterValueException.builder().type("User").message(message).build();
  }
}
