package dev.triggerfish.invoker.runtimeapi;

import dev.triggerfish.invoker.environment.RuntimeEvent;
import java.nio.charset.StandardCharsets;

/** What a runtime gets for a request. */
public sealed interface RuntimeApiAnswer {

  /** An answer that was taken. */
  RuntimeApiAnswer ACCEPTED =
      new Plain(202, "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.US_ASCII));

  /**
   * An event; its payload goes out as it is.
   *
   * @param event to run
   */
  record Next(RuntimeEvent event) implements RuntimeApiAnswer {}

  /**
   * Anything else.
   *
   * @param status HTTP status
   * @param body JSON
   */
  record Plain(int status, byte[] body) implements RuntimeApiAnswer {}

  /** An error; none of the texts has anything in it to escape. */
  static RuntimeApiAnswer error(int status, String type, String message) {
    var text = "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n";
    return new Plain(status, text.getBytes(StandardCharsets.UTF_8));
  }
}
