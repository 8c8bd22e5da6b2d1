package dev.triggerfish.aws.proxyevent;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text between the wire, where the web layer gives each octet a character, and JSON. */
final class WireText {

  private WireText() {}

  /** Octets that are UTF-8 become its characters; others stay as Latin-1 has them. */
  static String ofOctets(String octets) {
    if (octets.chars().allMatch(each -> each < 0x80)) {
      return octets;
    }
    var text = utf8(octets.getBytes(StandardCharsets.ISO_8859_1));
    return text == null ? octets : text;
  }

  /** The reverse, for headers of answers. */
  static String toOctets(String text) {
    return text.chars().allMatch(each -> each < 0x80)
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The text, or null if the bytes are not UTF-8. */
  static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /**
   * A query's parameters, decoded, in order, several values joined by commas. What is not
   * percent-encoded well stays as it came.
   */
  static Map<String, String> parameters(String rawQuery) {
    var parameters = new LinkedHashMap<String, String>();
    allParameters(rawQuery)
        .forEach((name, values) -> parameters.put(name, String.join(",", values)));
    return parameters;
  }

  /** The same parameters, each with the list of its values. */
  static Map<String, List<String>> allParameters(String rawQuery) {
    var parameters = new LinkedHashMap<String, List<String>>();
    for (var pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
