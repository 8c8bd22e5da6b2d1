package dev.triggerfish.aws.proxyevent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Headers that a function answers: a wrong one must not become a part of the answer's frame. */
final class AnswerHeaders {

  /** Headers of the connection or the front; the function's get another name. */
  private static final Set<String> REMAPPED =
      Set.of(
          "connection",
          "content-length",
          "date",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "server",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final String NAME_CHARACTERS = "!#$%&'*+-.^_`|~";

  private AnswerHeaders() {}

  /** {@code headers}: a scalar for each name. */
  static void single(@Nullable JsonNode headers, List<Header> sink)
      throws MalformedAnswerException {
    for (var header : properties(headers, "headers")) {
      add(header.getKey(), header.getValue(), sink);
    }
  }

  /** {@code multiValueHeaders}: a list of scalars for each name. */
  static void several(@Nullable JsonNode headers, List<Header> sink)
      throws MalformedAnswerException {
    for (var header : properties(headers, "multiValueHeaders")) {
      if (!header.getValue().isArray()) {
        throw new MalformedAnswerException("A value of multiValueHeaders is not a list");
      }
      for (var value : header.getValue()) {
        add(header.getKey(), value, sink);
      }
    }
  }

  /** {@code cookies}: one Set-Cookie each. */
  static void cookies(@Nullable JsonNode cookies, List<Header> sink)
      throws MalformedAnswerException {
    if (cookies == null || cookies.isNull()) {
      return;
    }
    if (!cookies.isArray()) {
      throw new MalformedAnswerException("cookies is not a list");
    }
    for (var cookie : cookies) {
      add("Set-Cookie", cookie, sink);
    }
  }

  private static Set<Map.Entry<String, JsonNode>> properties(
      @Nullable JsonNode headers, String member) throws MalformedAnswerException {
    if (headers == null || headers.isNull()) {
      return Set.of();
    }
    if (!headers.isObject()) {
      throw new MalformedAnswerException(member + " is not an object");
    }
    return headers.properties();
  }

  private static void add(String name, JsonNode value, List<Header> sink)
      throws MalformedAnswerException {
    if (!isName(name)) {
      throw new MalformedAnswerException("A header has an illegal name");
    }
    if (value.isContainer()) {
      throw new MalformedAnswerException("The value of header " + name + " is not a scalar");
    }
    if (!value.isNull()) {
      var text = value.isString() ? value.stringValue() : value.toString();
      if (!isValue(text)) {
        throw new MalformedAnswerException("The value of header " + name + " has control codes");
      }
      var remapped = REMAPPED.contains(name.toLowerCase(Locale.ROOT));
      sink.add(new Header(remapped ? "x-amzn-Remapped-" + name : name, WireText.toOctets(text)));
    }
  }

  /** A token of RFC 9110, 5.6.2. */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(
                each ->
                    (each >= 'a' && each <= 'z')
                        || (each >= 'A' && each <= 'Z')
                        || (each >= '0' && each <= '9')
                        || NAME_CHARACTERS.indexOf(each) >= 0);
  }

  /** Line ends would split the answer; other control codes are not allowed either, but tabs. */
  private static boolean isValue(String value) {
    return value
        .chars()
        .allMatch(each -> each == '\t' || (each >= 0x20 && each != 0x7f && !isC1(each)));
  }

  private static boolean isC1(int each) {
    return each >= 0x80 && each < 0xa0;
  }
}
