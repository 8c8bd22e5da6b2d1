package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A document path with its placeholders replaced, such as {@code a.b[0]}.
 *
 * @param steps the first one is an attribute's name
 */
public record Path(List<Step> steps) {

  /** One step of a path. */
  public sealed interface Step {

    /** Into a map. */
    record Name(String name) implements Step {
      @Override
      public String toString() {
        return name;
      }
    }

    /** Into a list. */
    record Index(int index) implements Step {
      @Override
      public String toString() {
        return "[" + index + "]";
      }
    }
  }

  /** The attribute that the path begins with. */
  public String attribute() {
    return ((Step.Name) steps.getFirst()).name();
  }

  /** Whether the path is an attribute and nothing in it. */
  public boolean isAttribute() {
    return steps.size() == 1;
  }

  /** What an item has there, or null. */
  public @Nullable AttributeValue in(Map<String, AttributeValue> item) {
    var value = item.get(attribute());
    for (var i = 1; i < steps.size() && value != null; i++) {
      value = step(value, steps.get(i));
    }
    return value;
  }

  private static @Nullable AttributeValue step(AttributeValue value, Step step) {
    return switch (step) {
      case Step.Name(var name) -> value.hasM() ? value.m().get(name) : null;
      case Step.Index(var index) ->
          value.hasL() && index < value.l().size() ? value.l().get(index) : null;
    };
  }

  /** As AWS's messages write paths: {@code [a, b, [0]]}. */
  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
