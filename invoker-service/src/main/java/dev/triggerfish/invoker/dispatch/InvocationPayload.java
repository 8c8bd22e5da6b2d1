package dev.triggerfish.invoker.dispatch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.triggerfish.aws.error.AwsErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;

/**
 * The event of an Invoke request: not too large, and valid JSON.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class InvocationPayload {

  /** Bytes of a synchronous invocation. */
  static final int SYNCHRONOUS_LIMIT = 6_291_456;

  /** Bytes of an asynchronous one. */
  static final int ASYNCHRONOUS_LIMIT = 1_048_576;

  private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);

  // Jackson 2, as Lambda's front end uses: its messages reach the client. Nesting is limited to
  // 1,000.
  private static final JsonFactory JSON = new JsonFactory();

  private InvocationPayload() {}

  static byte[] checked(@Nullable SdkBytes payload, boolean asynchronous) {
    var bytes = payload == null ? EMPTY_OBJECT : payload.asByteArrayUnsafe();
    var limit = asynchronous ? ASYNCHRONOUS_LIMIT : SYNCHRONOUS_LIMIT;
    if (bytes.length > limit) {
      throw AwsErrors.of(
          "RequestEntityTooLargeException",
          413,
          bytes.length
              + " byte payload is too large for the "
              + (asynchronous ? "Event" : "RequestResponse")
              + " invocation type (limit "
              + limit
              + " bytes)");
    }
    if (bytes.length == 0) {
      return EMPTY_OBJECT;
    }
    try {
      requireJson(bytes);
    } catch (JsonProcessingException e) {
      throw InvalidRequestContentException.builder()
          .type("User")
          .message(
              "Could not parse request body into json: Could not parse payload into json: "
                  + e.getMessage())
          .build();
    }
    return bytes;
  }

  private static void requireJson(byte[] bytes) throws JsonProcessingException {
    try (var parser = JSON.createParser(bytes)) {
      var depth = 0;
      var values = 0;
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        }
        if (depth == 0 && ++values > 1) {
          throw new com.fasterxml.jackson.core.JsonParseException(
              parser, "Unexpected content after the end of the JSON value");
        }
      }
      if (values == 0) {
        throw new com.fasterxml.jackson.core.JsonParseException(
            parser, "No content to map due to end-of-input");
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      // Read from memory: anything but bad JSON cannot occur.
      throw new UncheckedIOException(e);
    }
  }
}
