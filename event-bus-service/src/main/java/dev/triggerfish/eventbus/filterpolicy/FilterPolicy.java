package dev.triggerfish.eventbus.filterpolicy;

import dev.triggerfish.eventbus.filterpolicy.MessageParts.Attributes;
import dev.triggerfish.eventbus.filterpolicy.MessageParts.Json;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Which messages a subscription wants. Immutable. */
public final class FilterPolicy {

  // Numbers as they are written: 0.1 is not what a double makes of it.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Pattern pattern;
  private final FilterPolicyScope scope;

  private FilterPolicy(Pattern pattern, FilterPolicyScope scope) {
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
    var parsed = new FilterPolicyParser(document).parse();
    FilterPolicyLimits.check(parsed);
    if (scope == FilterPolicyScope.MESSAGE_ATTRIBUTES && FilterPolicyLimits.isNested(parsed)) {
      throw new NestedFilterPolicyException();
    }
    return new FilterPolicy(parsed, scope);
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
      case MESSAGE_ATTRIBUTES -> pattern.mismatch("", new Attributes(values(attributes)));
      case MESSAGE_BODY -> {
        var body = body(message);
        yield body == null ? "the message, which is no JSON object" : pattern.mismatch("", body);
      }
    };
  }

  private static @Nullable Json body(String message) {
    try {
      var body = JSON.readTree(message);
      return body.isObject() ? new Json(body) : null;
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
      return new Json(JSON.readTree(text)).values();
    } catch (JacksonException e) {
      return List.of(new Value.Text(text));
    }
  }
}
