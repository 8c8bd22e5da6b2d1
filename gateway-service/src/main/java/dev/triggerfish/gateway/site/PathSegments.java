package dev.triggerfish.gateway.site;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A raw path cut at its slashes; empty segments count, and {@code /} has none. */
final class PathSegments {

  private final String[] raw;
  private final String[] decoded;
  private final String path;

  PathSegments(String rawPath) {
    path = rawPath;
    raw = rawPath.length() < 2 ? new String[0] : rawPath.substring(1).split("/", -1);
    decoded = new String[raw.length];
    for (var i = 0; i < raw.length; i++) {
      decoded[i] = decoded(raw[i]);
    }
  }

  int count() {
    return raw.length;
  }

  String decoded(int index) {
    return decoded[index];
  }

  /** Whether there is nothing from a segment on. */
  boolean isEmptyFrom(int index) {
    return index == raw.length - 1 && raw[index].isEmpty();
  }

  /** All from a segment on, decoded. */
  String decodedFrom(int index) {
    var start = 1;
    for (var i = 0; i < index; i++) {
      start += raw[i].length() + 1;
    }
    return decoded(path.substring(start));
  }

  /**
   * Percent-decoded once; a percent sign that begins no code stays. Characters beyond ASCII are
   * octets, as the web layer hands them on.
   */
  static String decoded(String text) {
    if (text.chars().allMatch(each -> each < 0x80 && each != '%')) {
      return text;
    }
    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    var out = new ByteArrayOutputStream(bytes.length);
    for (var i = 0; i < bytes.length; i++) {
      var high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
      var low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
