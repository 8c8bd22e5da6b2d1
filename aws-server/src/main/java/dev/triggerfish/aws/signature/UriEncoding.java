package dev.triggerfish.aws.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as Signature Version 4 wants it: all but {@code A-Za-z0-9-_.~}, upper-case hex.
 */
final class UriEncoding {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private UriEncoding() {}

  static String encode(String text, boolean keepSlashes) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (unreserved(c) || (keepSlashes && c == '/')) {
        if (out != null) {
          out.append(c);
        }
      } else {
        out = out == null ? new StringBuilder(text.length() + 16).append(text, 0, i) : out;
        var end = Character.isHighSurrogate(c) && i + 1 < text.length() ? i + 2 : i + 1;
        for (var b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
        i = end - 1;
      }
    }
    return out == null ? text : out.toString();
  }

  /** Decodes; what is not well encoded stays as it is. A plus is a space, as in every query. */
  static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    var out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      var c = text.charAt(i);
      var high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      var low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 3;
      } else if (c == '+') {
        out.write(' ');
        i++;
      } else {
        var end = Character.isHighSurrogate(c) && i + 1 < text.length() ? i + 2 : i + 1;
        out.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end;
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean unreserved(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '~';
  }
}
