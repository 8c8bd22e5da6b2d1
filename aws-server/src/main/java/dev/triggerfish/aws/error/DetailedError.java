package dev.triggerfish.aws.error;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An error that S3 says more of than code and message: {@code ArgumentName}, {@code ArgumentValue}
 * and the like. Only REST-XML writes them.
 */
public final class DetailedError extends AwsServiceException {

  /** The header by which S3 says where a bucket is; no model names it. */
  public static final String BUCKET_REGION = "x-amz-bucket-region";

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

  /**
   * The same error with the header by which S3 says where a bucket is. Clients find it in {@code
   * awsErrorDetails().sdkHttpResponse()}, in whichever process the bucket is served.
   */
  public static AwsServiceException inRegion(AwsServiceException error, String region) {
    var told = error.toBuilder();
    told.awsErrorDetails(
        error.awsErrorDetails().toBuilder()
            .sdkHttpResponse(
                SdkHttpResponse.builder()
                    .statusCode(error.statusCode())
                    .putHeader(BUCKET_REGION, region)
                    .build())
            .build());
    return error instanceof DetailedError detailed
        ? new DetailedError(told, detailed.details)
        : told.build();
  }

  /** Elements behind the message, in order. */
  public Map<String, String> details() {
    return java.util.Collections.unmodifiableMap(details);
  }
}
