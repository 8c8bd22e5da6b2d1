package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.operation.RequestPayload;
import dev.triggerfish.aws.pipeline.BodyLimits.BodyLimit;
import java.io.IOException;

/** Reads a body whole, which its signature asks for, up to a limit. */
final class RequestBody {

  private RequestBody() {}

  /**
   * The body of a request.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if it has more
   */
  static byte[] read(AwsHttpRequest request, BodyLimit limit) throws IOException {
    var length = request.header("Content-Length");
    if (length != null && length.equals("0")) {
      return AwsHttpResponse.EMPTY;
    }
    if (length != null && tooLong(length, limit.bytes())) {
      throw tooLarge(limit);
    }
    var body = request.body().readNBytes(limit.bytes() + 1);
    if (body.length > limit.bytes()) {
      throw tooLarge(limit);
    }
    return body;
  }

  /**
   * The body of a request whose signature has been verified without it.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if it has more, or is not
   *     what was signed
   */
  static byte[] read(RequestPayload payload, BodyLimit limit) throws IOException {
    if (payload.length() > limit.bytes()) {
      throw tooLarge(limit);
    }
    try (var content = payload.open()) {
      var body = content.readNBytes(limit.bytes() + 1);
      if (body.length > limit.bytes()) {
        throw tooLarge(limit);
      }
      return body;
    }
  }

  private static boolean tooLong(String length, int most) {
    return length.length() > 9 || Integer.parseInt(length) > most;
  }

  private static RuntimeException tooLarge(BodyLimit limit) {
    return AwsErrors.of(
        "RequestEntityTooLargeException",
        413,
        "Request must be smaller than "
            + limit.bytes()
            + " bytes for the "
            + (limit.operation() == null ? "" : limit.operation() + " ")
            + "operation");
  }
}
