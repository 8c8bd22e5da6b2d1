package dev.triggerfish.aws.model;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.http.AwsHttpRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a REST operation in one walk along the path's segments. Nothing is decoded or normalized: a
 * label holds what the client sent, so {@code %2F} stays one segment and {@code ..} is a name like
 * any other. A slash at the end makes no difference, as some templates have one and some clients
 * leave it out, but to a label that takes the rest of the path: S3's keys may end with one.
 */
final class RouteTable {

  private final Node root = new Node();

  void add(OperationModel operation) {
    String uri = operation.uri();
    int mark = uri.indexOf('?');
    List<String> labels = new ArrayList<>();
    Node node = root;
    for (String segment : segments(mark < 0 ? uri : uri.substring(0, mark))) {
      if (!segment.startsWith("{")) {
        node = node.literals.computeIfAbsent(segment, s -> new Node());
      } else if (segment.endsWith("+}")) {
        labels.add(segment.substring(1, segment.length() - 2));
        node = node.greedyChild();
      } else {
        labels.add(segment.substring(1, segment.length() - 1));
        node = node.labelChild();
      }
    }
    List<Route> routes = node.routes.computeIfAbsent(operation.method(), m -> new ArrayList<>(1));
    routes.add(new Route(operation, labels, constants(uri, mark)));
    routes.sort(Comparator.comparingInt(Route::conditions).reversed());
  }

  @Nullable OperationMatch match(WireProtocol protocol, AwsHttpRequest request, String rawPath) {
    Path path = Path.of(rawPath);
    List<String> values = new ArrayList<>(4);
    Route route = find(root, path, 0, values, request);
    if (route == null) {
      return null;
    }
    return new OperationMatch(route.operation, protocol, route.labels(values));
  }

  private static @Nullable Route find(
      Node node, Path path, int at, List<String> values, AwsHttpRequest request) {
    if (at == path.segments.size()) {
      return node.route(request);
    }
    String segment = path.segments.get(at);
    Node literal = node.literals.get(segment);
    Route found = literal == null ? null : find(literal, path, at + 1, values, request);
    int depth = values.size();
    if (found == null && node.label != null && !segment.isEmpty()) {
      values.add(segment);
      found = find(node.label, path, at + 1, values, request);
    }
    if (found == null && node.greedy != null) {
      values.subList(depth, values.size()).clear();
      values.add(path.from(at));
      found = node.greedy.route(request);
    }
    if (found == null) {
      values.subList(depth, values.size()).clear();
    }
    return found;
  }

  /** The parts between slashes, without the empty one before the first and after the last. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(8);
    int start = path.startsWith("/") ? 1 : 0;
    while (start < path.length()) {
      int end = path.indexOf('/', start);
      if (end < 0) {
        end = path.length();
      }
      segments.add(path.substring(start, end));
      start = end + 1;
    }
    return segments;
  }

  private static Map<String, String> constants(String uri, int mark) {
    Map<String, String> constants = new LinkedHashMap<>();
    if (mark >= 0) {
      for (String pair : uri.substring(mark + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        constants.put(
            equals < 0 ? pair : pair.substring(0, equals),
            equals < 0 ? "" : pair.substring(equals + 1));
      }
    }
    return constants;
  }

  /** A path in parts. */
  private record Path(String raw, List<String> segments) {

    static Path of(String raw) {
      return new Path(raw, RouteTable.segments(raw));
    }

    /** The rest of the path from a part on, to the last slash. */
    String from(int at) {
      int start = raw.startsWith("/") ? 1 : 0;
      for (int i = 0; i < at; i++) {
        start += segments.get(i).length() + 1;
      }
      return raw.substring(start);
    }
  }

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>(4);
    final Map<String, List<Route>> routes = new HashMap<>(4);
    @Nullable Node label;
    @Nullable Node greedy;

    Node labelChild() {
      Node child = label == null ? new Node() : label;
      label = child;
      return child;
    }

    Node greedyChild() {
      Node child = greedy == null ? new Node() : greedy;
      greedy = child;
      return child;
    }

    @Nullable Route route(AwsHttpRequest request) {
      List<Route> candidates = routes.get(request.method());
      if (candidates != null) {
        for (Route candidate : candidates) {
          if (candidate.matches(request)) {
            return candidate;
          }
        }
      }
      return null;
    }
  }

  private record Route(
      OperationModel operation, List<String> labelNames, Map<String, String> constants) {

    int conditions() {
      return constants.size() + (operation.header() == null ? 0 : 1);
    }

    boolean matches(AwsHttpRequest request) {
      String header = operation.header();
      if (header != null && request.header(header) == null) {
        return false;
      }
      if (constants.isEmpty()) {
        return true;
      }
      String query = request.rawQuery();
      if (query == null) {
        return false;
      }
      for (Map.Entry<String, String> constant : constants.entrySet()) {
        if (!holds(query, constant.getKey(), constant.getValue())) {
          return false;
        }
      }
      return true;
    }

    private static boolean holds(String query, String key, String value) {
      for (int start = 0; start <= query.length(); ) {
        int end = query.indexOf('&', start);
        String pair = query.substring(start, end < 0 ? query.length() : end);
        if (value.startsWith("{")
            ? pair.startsWith(key + "=")
            : pair.equals(key + "=" + value) || (value.isEmpty() && pair.equals(key))) {
          return true;
        }
        start = end < 0 ? query.length() + 1 : end + 1;
      }
      return false;
    }

    Map<String, String> labels(List<String> values) {
      if (labelNames.isEmpty()) {
        return Map.of();
      }
      if (labelNames.size() == 1) {
        return Map.of(labelNames.getFirst(), values.getFirst());
      }
      Map<String, String> labels = HashMap.newHashMap(labelNames.size());
      for (int i = 0; i < labelNames.size(); i++) {
        labels.put(labelNames.get(i), values.get(i));
      }
      return labels;
    }
  }
}
