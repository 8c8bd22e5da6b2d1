package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.http.AwsHttpResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body whole, which its signature asks for, up to AWS's limit for the largest request of
 * any API that is not streamed: Lambda's, with a zip of 50 MB in Base64.
 */
final class RequestBody {

  private static final int MOST = 70_167_211;

  private RequestBody() {}

  /**
   * The whole body.
   *
   * @param operation names the operation for the error, null if that takes the body
   */
  static byte[] read(AwsHttpRequest request, Supplier<@Nullable String> operation)
      throws IOException {
    var length = request.header("Content-Length");
    if (length != null && length.equals("0")) {
      return AwsHttpResponse.EMPTY;
    }
    if (length != null && tooLong(length)) {
      throw tooLarge(operation.get());
    }
    var body = request.body().readNBytes(MOST + 1);
    if (body.length > MOST) {
      throw tooLarge(operation.get());
    }
    return body;
  }

  private static boolean tooLong(String length) {
    return length.length() > 9 || Integer.parseInt(length) > MOST;
  }

  private static RuntimeException tooLarge(@Nullable String operation) {
    return AwsErrors.of(
        "RequestEntityTooLargeException",
        413,
        "Request must be smaller than "
            + MOST
            + " bytes for the "
            + (operation == null ? "" : operation + " ")
            + "operation");
  }
}
