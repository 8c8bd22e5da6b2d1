package dev.triggerfish.invoker.environment.process;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits a stream of bytes into data and messages: NUL, secret, space, text, line feed. */
final class MarkScanner {

  private static final int LONGEST_TEXT = 64;

  private final byte[] start;
  private final Data data;
  private final Consumer<String> messages;
  private final byte[] held;
  private int heldLength;

  MarkScanner(String secret, Data data, Consumer<String> messages) {
    this.start = ("\0" + secret + " ").getBytes(StandardCharsets.US_ASCII);
    this.held = new byte[start.length + LONGEST_TEXT];
    this.data = data;
    this.messages = messages;
  }

  void accept(byte[] bytes, int length) {
    var from = 0;
    for (var at = 0; at < length; at++) {
      var b = bytes[at];
      if (heldLength > 0) {
        from = at + 1;
        hold(b);
      } else if (b == 0) {
        pass(bytes, from, at - from);
        from = at + 1;
        hold(b);
      }
    }
    pass(bytes, from, length - from);
  }

  private void hold(byte b) {
    var inStart = heldLength < start.length;
    if (inStart && b != start[heldLength]) {
      // No message after all. A NUL may begin one here.
      pass(held, 0, heldLength);
      heldLength = 0;
      if (b != 0) {
        held[0] = b;
        pass(held, 0, 1);
        return;
      }
    } else if (!inStart && b == '\n') {
      messages.accept(
          new String(held, start.length, heldLength - start.length, StandardCharsets.US_ASCII));
      heldLength = 0;
      return;
    }
    if (heldLength == held.length) {
      pass(held, 0, heldLength);
      heldLength = 0;
    }
    held[heldLength++] = b;
  }

  private void pass(byte[] bytes, int offset, int length) {
    if (length > 0) {
      data.accept(bytes, offset, length);
    }
  }

  /** Takes data. */
  interface Data {
    void accept(byte[] bytes, int offset, int length);
  }
}
