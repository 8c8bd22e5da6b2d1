package dev.triggerfish.invoker.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;

/** {@code X-Amz-Client-Context}: JSON in Base64, which goes to the handler's context. */
final class ClientContext {

  private static final int LIMIT = 3_583;

  private ClientContext() {}

  static @Nullable String decoded(@Nullable String base64) {
    if (base64 == null || base64.isEmpty()) {
      return null;
    }
    if (base64.length() > LIMIT) {
      throw invalid("Client context must be no more than " + LIMIT + " bytes.");
    }
    try {
      var text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      // A header takes it to the runtime: it has to fit on one line.
      var object = text.strip().replace('\n', ' ').replace('\r', ' ');
      if (!object.startsWith("{")) {
        throw invalid("Client context must be a valid Base64-encoded JSON object.");
      }
      return object;
    } catch (IllegalArgumentException e) {
      throw invalid("Client context must be a valid Base64-encoded JSON object.");
    }
  }

  private static InvalidRequestContentException invalid(String message) {
    return InvalidRequestContentException.builder().type("User").message(message).build();
  }
}
