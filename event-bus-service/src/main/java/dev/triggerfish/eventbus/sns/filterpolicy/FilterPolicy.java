package dev.triggerfish.eventbus.sns.filterpolicy;

import dev.triggerfish.pattern.Dialect;
import dev.triggerfish.pattern.EventPart;
import dev.triggerfish.pattern.EventPattern;
import dev.triggerfish.pattern.InvalidPatternException;
import dev.triggerfish.pattern.Value;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.core.JacksonException;

/** Which messages a subscription wants. Immutable. */
public final class FilterPolicy {

  private final EventPattern pattern;
  private final FilterPolicyScope scope;

  private FilterPolicy(EventPattern pattern, FilterPolicyScope scope) {
    this.pattern = pattern;
    this.scope = scope;
  }

  /**
   * Reads a policy.
   *
   * @param document JSON
   * @throws InvalidFilterPolicyException if it is none; the message is AWS's
   */
  public static FilterPolicy parse(String document, FilterPolicyScope scope) {
    try {
      var pattern = EventPattern.parse(document, Dialect.SNS);
      FilterPolicyLimits.check(pattern);
      if (scope == FilterPolicyScope.MESSAGE_ATTRIBUTES && pattern.isNested()) {
        throw new NestedFilterPolicyException();
      }
      return new FilterPolicy(pattern, scope);
    } catch (InvalidPatternException e) {
      throw FilterPolicyErrors.of(e, document);
    }
  }

  /**
   * The key by which a message is filtered out, dots between its levels; null if the message is
   * wanted.
   *
   * @param attributes of the message
   * @param message its text
   */
  public @Nullable String mismatch(Map<String, MessageAttributeValue> attributes, String message) {
    return switch (scope) {
      case MESSAGE_ATTRIBUTES -> pattern.mismatch(EventPart.attributes(values(attributes)));
      case MESSAGE_BODY -> {
        var body = body(message);
        yield body == null ? "the message, which is no JSON object" : pattern.mismatch(body);
      }
    };
  }

  private static @Nullable EventPart body(String message) {
    try {
      var body = EventPart.json(message);
      return body.isObject() ? body : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Map<String, List<Value>> values(Map<String, MessageAttributeValue> attributes) {
    var values = new HashMap<String, List<Value>>();
    attributes.forEach(
        (name, attribute) -> {
          // Binary attributes are ignored, as if they were not there.
          if (attribute.stringValue() != null) {
            values.put(name, values(attribute.dataType(), attribute.stringValue()));
          }
        });
    return values;
  }

  private static List<Value> values(String type, String text) {
    if (type.equals("String.Array")) {
      return elements(text);
    }
    if (type.equals("Number") || type.startsWith("Number.")) {
      try {
        return List.of(Value.Decimal.of(new BigDecimal(text)));
      } catch (NumberFormatException e) {
        return List.of(new Value.Text(text));
      }
    }
    return List.of(new Value.Text(text));
  }

  private static List<Value> elements(String text) {
    try {
      return EventPart.json(text).values();
    } catch (JacksonException e) {
      return List.of(new Value.Text(text));
    }
  }
}
