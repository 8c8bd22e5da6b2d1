package dev.triggerfish.aws.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Percent-encoding in paths, queries and forms, UTF-8. */
final class Percent {

  private Percent() {}

  /** A part of a path: {@code +} stands for itself. */
  static String decodePath(String raw) {
    return decode(raw, 0, raw.length(), false);
  }

  /** Hands on the decoded names and values of a query or a form, in order. */
  static void parameters(String raw, BiConsumer<String, String> sink) {
    int start = 0;
    while (start < raw.length()) {
      int end = raw.indexOf('&', start);
      if (end < 0) {
        end = raw.length();
      }
      if (end > start) {
        int equals = raw.indexOf('=', start);
        int nameEnd = equals < 0 || equals > end ? end : equals;
        String value = nameEnd == end ? "" : decode(raw, nameEnd + 1, end, true);
        sink.accept(decode(raw, start, nameEnd, true), value);
      }
      start = end + 1;
    }
  }

  private static String decode(String raw, int from, int to, boolean form) {
    if (isPlain(raw, from, to, form)) {
      return raw.substring(from, to);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        if (i + 2 >= to) {
          throw MalformedRequestException.of("Incomplete percent-encoding");
        }
        out.write(hex(raw.charAt(i + 1)) << 4 | hex(raw.charAt(i + 2)));
        i += 2;
      } else if (c == '+' && form) {
        out.write(' ');
      } else {
        // Octets beyond ASCII that came unencoded: the web layer hands them on one by one.
        out.write(c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(out.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw MalformedRequestException.of("Percent-encoded text is not UTF-8", e);
    }
  }

  private static boolean isPlain(String raw, int from, int to, boolean form) {
    for (int i = from; i < to; i++) {
      char c = raw.charAt(i);
      if (c == '%' || (c == '+' && form) || c > 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static int hex(char c) {
    int digit = Character.digit(c, 16);
    if (digit < 0 || c > 'f') {
      throw MalformedRequestException.of("Wrong percent-encoding");
    }
    return digit;
  }
}
