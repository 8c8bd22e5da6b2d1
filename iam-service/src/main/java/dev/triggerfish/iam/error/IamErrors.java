package dev.triggerfish.iam.error;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.policy.MalformedPolicyException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * IAM's errors. The codes on the wire lack the {@code Exception} of the SDK's class names.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">AWS</a>
 */
public final class IamErrors {

  private IamErrors() {}

  /** {@code NoSuchEntity}, 404. */
  public static IamException noSuchEntity(String message) {
    return build(NoSuchEntityException.builder(), "NoSuchEntity", 404, message);
  }

  /** The user is not there. */
  public static IamException noSuchUser(String name) {
    return noSuchEntity("The user with name " + name + " cannot be found.");
  }

  /** The role is not there. */
  public static IamException noSuchRole(String name) {
    return noSuchEntity("The role with name " + name + " cannot be found.");
  }

  /** {@code EntityAlreadyExists}, 409. */
  public static IamException alreadyExists(String message) {
    return build(EntityAlreadyExistsException.builder(), "EntityAlreadyExists", 409, message);
  }

  /** {@code DeleteConflict}, 409. */
  public static IamException deleteConflict(String message) {
    return build(DeleteConflictException.builder(), "DeleteConflict", 409, message);
  }

  /** {@code LimitExceeded}, 409. */
  public static IamException limitExceeded(String message) {
    return build(LimitExceededException.builder(), "LimitExceeded", 409, message);
  }

  /** {@code LimitExceeded} in the words for a quota. */
  public static IamException quotaExceeded(String quota, int limit) {
    return limitExceeded("Cannot exceed quota for " + quota + ": " + limit);
  }

  /** {@code InvalidInput}, 400. */
  public static IamException invalidInput(String message) {
    return build(InvalidInputException.builder(), "InvalidInput", 400, message);
  }

  /** {@code MalformedPolicyDocument}, 400. */
  public static IamException malformedPolicy(MalformedPolicyException cause) {
    var message = String.valueOf(cause.getMessage());
    return build(
        MalformedPolicyDocumentException.builder(), "MalformedPolicyDocument", 400, message);
  }

  /** {@code ValidationError}, 400, which the Query services say for {@code ValidationException}. */
  public static AwsServiceException validation(String message) {
    return AwsErrors.of("ValidationError", 400, message);
  }

  /** AWS's error for a caller that is no user and names none. */
  public static AwsServiceException userNameNeeded() {
    return validation("Must specify userName when calling with non-User credentials");
  }

  private static IamException build(
      IamException.Builder builder, String code, int status, String message) {
    builder
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .statusCode(status)
        .message(message)
        .writableStackTrace(false);
    return (IamException) builder.build();
  }
}
