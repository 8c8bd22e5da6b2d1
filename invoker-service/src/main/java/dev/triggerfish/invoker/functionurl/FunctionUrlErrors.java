package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.error.AwsErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** AWS's words about function URLs. */
final class FunctionUrlErrors {

  private FunctionUrlErrors() {}

  /** The function or the alias is missing. */
  static AwsServiceException noFunction() {
    return notFound("Function does not exist");
  }

  static AwsServiceException noUrl() {
    return notFound("The resource you requested does not exist.");
  }

  static AwsServiceException exists(String functionArn) {
    return ResourceConflictException.builder()
        .type("User")
        .message(
            "Failed to create function url config for [functionArn = "
                + functionArn
                + "]. Error message:  FunctionUrlConfig exists for this Lambda function")
        .build();
  }

  /** What the model says of the member Qualifier goes for a qualifier in the name too. */
  static AwsServiceException noAlias(String qualifier) {
    return AwsErrors.of(
        "ValidationException",
        400,
        "1 validation error detected: Value '"
            + qualifier
            + "' at 'qualifier' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)");
  }

  private static AwsServiceException notFound(String message) {
    return ResourceNotFoundException.builder().type("User").message(message).build();
  }
}
