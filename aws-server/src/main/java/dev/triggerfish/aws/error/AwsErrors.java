package dev.triggerfish.aws.error;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Errors that AWS answers and its models do not name. Those that have a class in the SDK are thrown
 * as that class: it carries their members, and in-process callers get what they would get from AWS.
 */
public final class AwsErrors {

  private AwsErrors() {}

  /**
   * An error by its code.
   *
   * @param code as on the wire, such as {@code ValidationException}
   * @param status HTTP status
   * @param message as AWS words it
   */
  public static AwsServiceException of(String code, int status, String message) {
    var error = AwsServiceException.builder();
    error.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build());
    error.statusCode(status).message(message);
    error.writableStackTrace(false);
    return error.build();
  }

  /** {@code ValidationException}, 400. */
  public static AwsServiceException validation(String message) {
    return of("ValidationException", 400, message);
  }
}
