package dev.triggerfish.invoker.async;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a function's error says. */
final class ErrorMessage {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ErrorMessage() {}

  /** Of the error object that runtimes report, or all of what is none. */
  static String of(byte[] payload) {
    try {
      var message = JSON.readTree(payload).path("errorMessage");
      if (message.isString()) {
        return Objects.requireNonNullElse(message.stringValue(), "");
      }
    } catch (JacksonException e) {
      // A runtime of one's own may report anything.
    }
    return new String(payload, StandardCharsets.UTF_8);
  }
}
