package dev.triggerfish.invoker.async;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a function's error says. */
final class ErrorMessage {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ErrorMessage() {}

  /** Of the error object that runtimes report, or all of what is none. */
  static String of(byte[] payload) {
    var message = member(payload, "errorMessage");
    return message == null ? new String(payload, StandardCharsets.UTF_8) : message;
  }

  /** The same for people, who also want to know what kind of error it was. */
  static String withType(byte[] payload) {
    var type = member(payload, "errorType");
    return type == null ? of(payload) : type + ": " + of(payload);
  }

  private static @Nullable String member(byte[] payload, String name) {
    try {
      return JSON.readTree(payload).path(name).stringValue(null);
    } catch (JacksonException e) {
      // A runtime of one's own may report anything.
      return null;
    }
  }
}
