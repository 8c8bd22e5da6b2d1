package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Short words for tests of expressions. */
final class ExpressionFixture {

  private ExpressionFixture() {}

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue n(String number) {
    return AttributeValue.fromN(number);
  }

  static AttributeValue l(AttributeValue... elements) {
    return AttributeValue.fromL(List.of(elements));
  }

  static AttributeValue m(String name, AttributeValue value) {
    return AttributeValue.fromM(Map.of(name, value));
  }

  /** Placeholders by name: {@code #a} stands for a, {@code :n} for the number 1, and so on. */
  static Placeholders placeholders() {
    var values = new HashMap<String, AttributeValue>();
    values.put(":s", s("text"));
    values.put(":n", n("1"));
    values.put(":two", n("2"));
    values.put(":l", l(n("1")));
    values.put(":m", m("x", n("1")));
    values.put(":ss", AttributeValue.fromSs(List.of("a", "b")));
    values.put(":ns", AttributeValue.fromNs(List.of("1", "2")));
    values.put(":type", s("SS"));
    values.put(":bool", AttributeValue.fromBool(true));
    return Placeholders.of(true, Map.of("#a", "a", "#size", "size"), true, values);
  }
}
