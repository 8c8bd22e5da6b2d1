package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.Projection_Context;

/**
 * The parts of items that are asked for.
 *
 * @param paths none of them in another one
 */
public record Projection(List<Path> paths) {

  private static final String PARAMETER = "ProjectionExpression";

  static Projection read(String expression, Placeholders placeholders) {
    var tree = Grammar.PROJECTION.parse(PARAMETER, expression);
    var reader = new PathReader(PARAMETER, placeholders);
    reader.requireNoReservedWord(tree);
    var paths = ((Projection_Context) tree).projection().path().stream().map(reader::path).toList();
    Overlaps.require(PARAMETER, paths);
    return new Projection(paths);
  }

  /** Whole attributes. */
  public static Projection ofAttributes(Iterable<String> names) {
    var paths = new ArrayList<Path>();
    names.forEach(name -> paths.add(new Path(List.of(new Path.Step.Name(name)))));
    return new Projection(paths);
  }

  /** What an item has of it. Elements of lists close up, in their order. */
  public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    var root = new Node();
    for (var path : paths) {
      var value = path.in(item);
      if (value != null) {
        root.add(path.steps(), 0, value);
      }
    }
    return root.attributes();
  }

  /** A part of a document that is being put together: a value, a map or a list. */
  private static final class Node {

    private @Nullable AttributeValue value;
    private final Map<String, Node> names = new LinkedHashMap<>();
    private final TreeMap<Integer, Node> elements = new TreeMap<>();

    void add(List<Path.Step> steps, int at, AttributeValue found) {
      if (at == steps.size()) {
        value = found;
        return;
      }
      var next =
          switch (steps.get(at)) {
            case Path.Step.Name(var name) -> names.computeIfAbsent(name, _ -> new Node());
            case Path.Step.Index(var index) -> elements.computeIfAbsent(index, _ -> new Node());
          };
      next.add(steps, at + 1, found);
    }

    Map<String, AttributeValue> attributes() {
      var attributes = LinkedHashMap.<String, AttributeValue>newLinkedHashMap(names.size());
      names.forEach((name, node) -> attributes.put(name, node.built()));
      return attributes;
    }

    private AttributeValue built() {
      if (value != null) {
        return value;
      }
      return elements.isEmpty()
          ? AttributeValue.fromM(attributes())
          : AttributeValue.fromL(elements.values().stream().map(Node::built).toList());
    }
  }
}
