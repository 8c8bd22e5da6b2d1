package dev.triggerfish.eventbus.filterpolicy;

import dev.triggerfish.eventbus.filterpolicy.Pattern.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Messages as policies see them. */
final class MessageParts {

  private MessageParts() {}

  /** The attributes of a message. */
  record Attributes(Map<String, List<Value>> attributes) implements Part {

    @Override
    public List<Value> values() {
      return List.of();
    }

    @Override
    public List<Part> objects() {
      return List.of(this);
    }

    @Override
    public @Nullable Part part(String key) {
      var values = attributes.get(key);
      return values == null ? null : new Values(values);
    }
  }

  /** The values of one attribute. */
  record Values(List<Value> values) implements Part {

    @Override
    public List<Part> objects() {
      return List.of();
    }

    @Override
    public @Nullable Part part(String key) {
      return null;
    }
  }

  /** JSON. Arrays in arrays count as one. */
  record Json(JsonNode node) implements Part {

    @Override
    public List<Value> values() {
      var values = new ArrayList<Value>();
      for (var element : elements(node)) {
        var value = Value.of(element);
        if (value != null) {
          values.add(value);
        }
      }
      return values;
    }

    @Override
    public List<Part> objects() {
      return elements(node).stream().filter(JsonNode::isObject).<Part>map(Json::new).toList();
    }

    @Override
    public @Nullable Part part(String key) {
      var value = node.get(key);
      return value == null ? null : new Json(value);
    }

    private static List<JsonNode> elements(JsonNode node) {
      if (!node.isArray()) {
        return List.of(node);
      }
      var elements = new ArrayList<JsonNode>();
      for (var element : node) {
        elements.addAll(elements(element));
      }
      return elements;
    }
  }
}
