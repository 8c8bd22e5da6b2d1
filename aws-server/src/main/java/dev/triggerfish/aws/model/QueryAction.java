package dev.triggerfish.aws.model;

import dev.triggerfish.aws.http.AwsHttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code Action} of a Query request, in its query or its form, without parsing either.
 */
final class QueryAction {

  private static final byte[] NAME = "Action=".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_LENGTH = 256;

  private QueryAction() {}

  static @Nullable String of(AwsHttpRequest request, byte[] body) {
    String action = find(body);
    String query = request.rawQuery();
    if (action == null && query != null) {
      action = find(query.getBytes(StandardCharsets.ISO_8859_1));
    }
    return action;
  }

  private static @Nullable String find(byte[] form) {
    int start = 0;
    while (start + NAME.length <= form.length) {
      int end = start;
      while (end < form.length && form[end] != '&') {
        end++;
      }
      if (isAction(form, start, end)) {
        return decode(form, start + NAME.length, end);
      }
      start = end + 1;
    }
    return null;
  }

  private static boolean isAction(byte[] form, int start, int end) {
    if (end - start < NAME.length || end - start > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < NAME.length; i++) {
      if (form[start + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String decode(byte[] form, int from, int to) {
    String raw = new String(form, from, to - from, StandardCharsets.ISO_8859_1);
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return raw; // Names no operation, which is what the caller finds out.
    }
  }
}
