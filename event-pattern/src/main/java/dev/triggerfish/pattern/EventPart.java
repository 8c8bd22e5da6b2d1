package dev.triggerfish.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event or a part of one, as patterns see it. */
public sealed interface EventPart {

  /** Whether it is an object, and not an array of objects. */
  boolean isObject();

  /** Its simple values: itself, or the elements of an array; none if it is an object. */
  List<Value> values();

  /** Itself if it is an object, or those among the elements of an array. */
  List<EventPart> objects();

  /** The part of this object under a key, or null. */
  @Nullable EventPart part(String key);

  /**
   * Reads JSON.
   *
   * @throws JacksonException if it is none
   */
  static EventPart json(String text) {
    return json(Json.MAPPER.readTree(text));
  }

  /**
   * An event that has been read. Numbers should have been read as decimals: 0.1 is not what a
   * double makes of it.
   */
  static EventPart json(JsonNode node) {
    return new Json(node);
  }

  /** An event with one level of keys, such as the attributes of a message. */
  static EventPart attributes(Map<String, List<Value>> attributes) {
    return new Attributes(Map.copyOf(attributes));
  }

  /** Keys with values. */
  record Attributes(Map<String, List<Value>> attributes) implements EventPart {

    @Override
    public boolean isObject() {
      return true;
    }

    @Override
    public List<Value> values() {
      return List.of();
    }

    @Override
    public List<EventPart> objects() {
      return List.of(this);
    }

    @Override
    public @Nullable EventPart part(String key) {
      var values = attributes.get(key);
      return values == null ? null : new Values(values);
    }
  }

  /** The values of one key. */
  record Values(List<Value> values) implements EventPart {

    @Override
    public boolean isObject() {
      return false;
    }

    @Override
    public List<EventPart> objects() {
      return List.of();
    }

    @Override
    public @Nullable EventPart part(String key) {
      return null;
    }
  }

  /** JSON. Arrays in arrays count as one. */
  record Json(JsonNode node) implements EventPart {

    private static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public boolean isObject() {
      return node.isObject();
    }

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
    public List<EventPart> objects() {
      return elements(node).stream().filter(JsonNode::isObject).<EventPart>map(Json::new).toList();
    }

    @Override
    public @Nullable EventPart part(String key) {
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
