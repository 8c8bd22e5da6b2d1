package dev.triggerfish.aws.client;

import dev.triggerfish.aws.operation.OperationResult;
import dev.triggerfish.aws.operation.RequestPayload;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;

/** Bodies that clients hand over or take as streams, as S3's do. */
final class StreamedCalls {

  private StreamedCalls() {}

  /** The payload of a client's body. */
  static RequestPayload payload(RequestBody body) {
    return RequestPayload.of(
        body.optionalContentLength().orElse(-1L), () -> body.contentStreamProvider().newStream());
  }

  /** Gives what was answered to the client's transformer, as the SDK does. */
  @SuppressWarnings("unchecked") // The client's method has one response class for both.
  static @Nullable Object transform(OperationResult result, ResponseTransformer<?, ?> transformer)
      throws Exception {
    var streamed = result.streamed();
    var content = streamed == null ? InputStream.nullInputStream() : streamed.content();
    var stream = AbortableInputStream.create(content);
    var typed = (ResponseTransformer<SdkResponse, Object>) transformer;
    if (typed.needsConnectionLeftOpen()) {
      return typed.transform(result.response(), stream);
    }
    try (stream) {
      return typed.transform(result.response(), stream);
    }
  }
}
