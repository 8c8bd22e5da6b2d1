package dev.triggerfish.gateway.httpapi.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">route
 * key</a>: a method and a path, or {@code $default}.
 *
 * @param method one of {@link #METHODS} or {@link #ANY}
 * @param path segments; empty for {@code /}
 */
public record RouteKey(String method, List<Segment> path) {

  /** The route that takes what no other takes. */
  public static final String DEFAULT = "$default";

  /** In place of a method: all of them. */
  public static final String ANY = "ANY";

  /** The methods that routes can have. */
  public static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final int LONGEST = 1_024;

  /** A part of the path, between slashes. */
  public sealed interface Segment {}

  /** Stands for itself; empty at the end of a path that ends with a slash. */
  public record Literal(String text) implements Segment {}

  /** {@code {name}}: one segment. */
  public record Parameter(String name) implements Segment {}

  /** {@code {name+}}: all that follows; always the last. */
  public record Greedy(String name) implements Segment {}

  /** Parses a key other than {@link #DEFAULT}, or returns null if it is none. */
  public static @Nullable RouteKey parse(String text) {
    var space = text.indexOf(' ');
    var path = text.substring(space + 1);
    var method = text.substring(0, Math.max(0, space));
    if (text.length() > LONGEST
        || !path.startsWith("/")
        || !(METHODS.contains(method) || method.equals(ANY))) {
      return null;
    }
    var segments = segments(path);
    return segments == null ? null : new RouteKey(method, segments);
  }

  private static @Nullable List<Segment> segments(String path) {
    if (path.equals("/")) {
      return List.of();
    }
    var segments = new ArrayList<Segment>();
    var names = new HashSet<String>();
    var parts = path.substring(1).split("/", -1);
    for (var i = 0; i < parts.length; i++) {
      var segment = segment(parts[i]);
      var last = i == parts.length - 1;
      var name = segment == null ? null : name(segment);
      if (segment == null
          || (segment instanceof Greedy && !last)
          || (parts[i].isEmpty() && !last)
          || (name != null && !names.add(name))) {
        return null;
      }
      segments.add(segment);
    }
    return List.copyOf(segments);
  }

  private static @Nullable Segment segment(String text) {
    if (text.startsWith("{") && text.endsWith("}")) {
      var greedy = text.endsWith("+}");
      var name = text.substring(1, text.length() - (greedy ? 2 : 1));
      if (!name.isEmpty() && name.chars().allMatch(RouteKey::inName)) {
        return greedy ? new Greedy(name) : new Parameter(name);
      }
      return null;
    }
    return text.chars().allMatch(RouteKey::inLiteral) ? new Literal(text) : null;
  }

  private static boolean inName(int character) {
    return isAlphanumeric(character) || "._:-".indexOf(character) >= 0;
  }

  /** What a path may hold unencoded, RFC 3986, and what is encoded. */
  private static boolean inLiteral(int character) {
    return isAlphanumeric(character) || "-._~!$&'()*+,;=:@%".indexOf(character) >= 0;
  }

  private static boolean isAlphanumeric(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }

  private static @Nullable String name(Segment segment) {
    return switch (segment) {
      case Literal _ -> null;
      case Parameter parameter -> parameter.name();
      case Greedy greedy -> greedy.name();
    };
  }

  /** Whether no request could tell two keys apart: they differ in the names of parameters alone. */
  boolean matchesAsMuchAs(RouteKey other) {
    return method.equals(other.method) && nameless(path).equals(nameless(other.path));
  }

  private static List<Segment> nameless(List<Segment> path) {
    return path.stream()
        .map(
            segment ->
                switch (segment) {
                  case Literal literal -> (Segment) literal;
                  case Parameter _ -> new Parameter("");
                  case Greedy _ -> new Greedy("");
                })
        .toList();
  }
}
