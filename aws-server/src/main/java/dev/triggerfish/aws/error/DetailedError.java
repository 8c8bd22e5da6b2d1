package dev.triggerfish.aws.error;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An error that S3 says more of than code and message: {@code ArgumentName}, {@code ArgumentValue}
 * and the like. Only REST-XML writes them.
 */
public final class DetailedError extends AwsServiceException {

  private static final long serialVersionUID = 1;

  private final LinkedHashMap<String, String> details;

  private DetailedError(AwsServiceException.Builder builder, Map<String, String> details) {
    super(builder);
    this.details = new LinkedHashMap<>(details);
  }

  /**
   * An error by its code.
   *
   * @param code as on the wire, such as {@code InvalidArgument}
   * @param status HTTP status
   * @param message as AWS words it
   * @param details elements behind the message, in order
   */
  public static DetailedError of(
      String code, int status, String message, Map<String, String> details) {
    var builder = AwsServiceException.builder();
    builder.awsErrorDetails(
        AwsErrorDetails.builder().errorCode(code).errorMessage(message).build());
    builder.statusCode(status).message(message);
    builder.writableStackTrace(false);
    return new DetailedError(builder, details);
  }

  /** Elements behind the message, in order. */
  public Map<String, String> details() {
    return java.util.Collections.unmodifiableMap(details);
  }
}
