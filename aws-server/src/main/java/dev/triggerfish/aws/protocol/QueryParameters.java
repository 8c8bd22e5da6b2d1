package dev.triggerfish.aws.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a Query request as the tree that their dotted names describe: {@code
 * Tags.member.1.Key}.
 */
final class QueryParameters {

  private static final int MAX_PARAMETERS = 20_000;
  private static final int MAX_DEPTH = 50;

  private final Map<String, QueryParameters> children = new LinkedHashMap<>();
  private @Nullable String value;
  private boolean used;

  static QueryParameters parse(byte[] body, @Nullable String rawQuery) {
    QueryParameters root = new QueryParameters();
    int[] count = {0};
    String form = new String(body, StandardCharsets.ISO_8859_1);
    for (String source : rawQuery == null ? List.of(form) : List.of(rawQuery, form)) {
      Percent.parameters(
          source,
          (name, text) -> {
            count[0]++;
            if (count[0] > MAX_PARAMETERS) {
              throw MalformedRequestException.of("Too many parameters");
            }
            root.put(name, text);
          });
    }
    return root;
  }

  private void put(String name, String text) {
    QueryParameters node = this;
    int depth = 0;
    for (int start = 0; start <= name.length(); ) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      node = node.children.computeIfAbsent(name.substring(start, end), n -> new QueryParameters());
      start = end + 1;
      depth++;
      if (depth > MAX_DEPTH) {
        throw MalformedRequestException.of("A parameter's name has too many parts");
      }
    }
    node.value = text;
  }

  @Nullable QueryParameters child(String name) {
    return children.get(name);
  }

  @Nullable String value() {
    used = true;
    return value;
  }

  /** The children whose names are numbers, in the numbers' order, as lists are written. */
  List<QueryParameters> numbered() {
    List<Map.Entry<Integer, QueryParameters>> found = new ArrayList<>(children.size());
    for (Map.Entry<String, QueryParameters> child : children.entrySet()) {
      int index = index(child.getKey());
      if (index >= 0) {
        found.add(Map.entry(index, child.getValue()));
      }
    }
    found.sort(Comparator.comparingInt(Map.Entry::getKey));
    return found.stream().map(Map.Entry::getValue).toList();
  }

  private static int index(String name) {
    if (name.isEmpty() || name.length() > 7) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = index * 10 + c - '0';
    }
    return index;
  }

  /** Hands the names that nothing has asked for to a collector. */
  void reportUnused(String prefix, UnknownMembers unknown) {
    for (Map.Entry<String, QueryParameters> child : children.entrySet()) {
      if (unknown.full()) {
        return;
      }
      String name = prefix + child.getKey();
      QueryParameters node = child.getValue();
      if (node.value != null && !node.used) {
        unknown.add(name);
      }
      node.reportUnused(name + ".", unknown);
    }
  }

  /** Marks what is no member: the operation, the version, the parts of a presigned URL. */
  void ignore(String name) {
    QueryParameters node = children.get(name);
    if (node != null) {
      node.used = true;
    }
  }

  void ignorePresigning() {
    children.forEach((name, node) -> node.used |= name.startsWith("X-Amz-"));
  }
}
