package dev.triggerfish.gateway.site;

import dev.triggerfish.gateway.httpapi.api.RouteKey;
import dev.triggerfish.gateway.httpapi.api.RouteKey.Greedy;
import dev.triggerfish.gateway.httpapi.api.RouteKey.Literal;
import dev.triggerfish.gateway.httpapi.api.RouteKey.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request in <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">AWS's
 * order</a>: a full match of method and path, a greedy match, {@code $default}. A fixed segment
 * comes before a parameter, a longer greedy match before a shorter one, and a method before {@code
 * ANY}. Routes form a tree, each of whose nodes a search visits at most once: no path takes longer
 * than the table is large. Not changed once built.
 *
 * @param <T> what routes lead to
 */
final class RouteTree<T> {

  private final Node<T> root = new Node<>();
  private @Nullable T otherwise;

  /** A route, by its key. */
  record Entry<T>(String routeKey, T target) {}

  /** The route taken, with its parameters, decoded. */
  record Match<T>(T target, Map<String, String> parameters) {}

  private record Route<T>(RouteKey key, T target) {}

  private static final class Node<T> {
    final Map<String, Node<T>> literals = new HashMap<>();
    final Map<String, Route<T>> complete = new HashMap<>();
    final Map<String, Route<T>> greedy = new HashMap<>();
    @Nullable Node<T> parameter;
  }

  RouteTree(List<Entry<T>> entries) {
    for (var entry : entries) {
      if (entry.routeKey().equals(RouteKey.DEFAULT)) {
        otherwise = entry.target();
      } else {
        add(Objects.requireNonNull(RouteKey.parse(entry.routeKey())), entry.target());
      }
    }
  }

  private void add(RouteKey key, T target) {
    var node = root;
    for (var segment : key.path()) {
      switch (segment) {
        case Literal literal ->
            node =
                node.literals.computeIfAbsent(
                    PathSegments.decoded(literal.text()), _ -> new Node<>());
        case Parameter _ -> node = parameterOf(node);
        case Greedy _ -> {
          node.greedy.put(key.method(), new Route<>(key, target));
          return;
        }
      }
    }
    node.complete.put(key.method(), new Route<>(key, target));
  }

  private static <T> Node<T> parameterOf(Node<T> node) {
    var parameter = node.parameter;
    if (parameter == null) {
      parameter = new Node<>();
      node.parameter = parameter;
    }
    return parameter;
  }

  /**
   * The route that takes a request, or null if none does.
   *
   * @param rawPath starts with a slash
   */
  @Nullable Match<T> find(String method, String rawPath) {
    var path = new PathSegments(rawPath);
    var found = complete(root, method, path, 0);
    if (found == null) {
      found = greedy(root, method, path, 0);
    }
    if (found != null) {
      return new Match<>(found.target(), parameters(found.key(), path));
    }
    return otherwise == null ? null : new Match<>(otherwise, Map.of());
  }

  private @Nullable Route<T> complete(Node<T> node, String method, PathSegments path, int depth) {
    if (depth == path.count()) {
      return ofMethod(node.complete, method);
    }
    var literal = node.literals.get(path.decoded(depth));
    var found = literal == null ? null : complete(literal, method, path, depth + 1);
    if (found == null && node.parameter != null && !path.decoded(depth).isEmpty()) {
      found = complete(node.parameter, method, path, depth + 1);
    }
    return found;
  }

  private @Nullable Route<T> greedy(Node<T> node, String method, PathSegments path, int depth) {
    if (depth == path.count()) {
      return null;
    }
    var literal = node.literals.get(path.decoded(depth));
    var found = literal == null ? null : greedy(literal, method, path, depth + 1);
    if (found == null && node.parameter != null && !path.decoded(depth).isEmpty()) {
      found = greedy(node.parameter, method, path, depth + 1);
    }
    if (found == null && !path.isEmptyFrom(depth)) {
      found = ofMethod(node.greedy, method);
    }
    return found;
  }

  private static <T> @Nullable Route<T> ofMethod(Map<String, Route<T>> routes, String method) {
    var named = routes.get(method);
    return named == null && RouteKey.METHODS.contains(method) ? routes.get(RouteKey.ANY) : named;
  }

  private static Map<String, String> parameters(RouteKey key, PathSegments path) {
    var parameters = new HashMap<String, String>();
    for (var i = 0; i < key.path().size(); i++) {
      switch (key.path().get(i)) {
        case Literal _ -> {}
        case Parameter parameter -> parameters.put(parameter.name(), path.decoded(i));
        case Greedy greedy -> parameters.put(greedy.name(), path.decodedFrom(i));
      }
    }
    return parameters;
  }
}
