package dev.triggerfish.invoker.permission;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PolicyLengthExceededException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** AWS's words about permissions. */
final class PermissionErrors {

  private PermissionErrors() {}

  static AwsServiceException invalid(@Nullable String message) {
    return InvalidParameterValueException.builder().type("User").message(message).build();
  }

  static AwsServiceException invalidPrincipal() {
    return invalid("The provided principal was invalid. Please check the principal and try again.");
  }

  static AwsServiceException ofLatest() {
    return invalid("We currently do not support adding policies for $LATEST.");
  }

  static AwsServiceException statementExists(String statementId) {
    return ResourceConflictException.builder()
        .type("User")
        .message(
            "The statement id ("
                + statementId
                + ") provided already exists. Please provide a new statement id, or remove the"
                + " existing statement.")
        .build();
  }

  static AwsServiceException tooLong(int length, int limit) {
    return PolicyLengthExceededException.builder()
        .type("User")
        .message("The final policy size (" + length + ") is bigger than the limit (" + limit + ").")
        .build();
  }

  static AwsServiceException noStatement(String statementId) {
    return notFound("Statement " + statementId + " is not found in resource policy.");
  }

  static AwsServiceException noPolicy() {
    return notFound("No policy is associated with the given resource.");
  }

  static AwsServiceException noPolicyOf(String functionArn) {
    return notFound("No policy found for: " + functionArn);
  }

  static AwsServiceException nothingThere() {
    return notFound("The resource you requested does not exist.");
  }

  static AwsServiceException noFunction(String arn) {
    return notFound("Function not found: " + arn);
  }

  static AwsServiceException noAlias(String arn) {
    return notFound("Cannot find alias arn: " + arn);
  }

  /**
   * A revision that is not the latest.
   *
   * @param operations where AWS sends the client for the latest, such as {@code GetPolicy}
   */
  static AwsServiceException staleRevision(String operations) {
    return PreconditionFailedException.builder()
        .type("User")
        .message(
            "The Revision Id provided does not match the latest Revision Id. Call the "
                + operations
                + " API to retrieve the latest Revision Id")
        .build();
  }

  private static AwsServiceException notFound(String message) {
    return ResourceNotFoundException.builder().type("User").message(message).build();
  }
}
