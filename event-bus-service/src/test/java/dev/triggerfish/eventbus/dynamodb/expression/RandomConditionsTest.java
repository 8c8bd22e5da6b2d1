package dev.triggerfish.eventbus.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Random conditions on random items, evaluated a second time by an evaluator that shares nothing
 * with ours: it is put together from Java's own values while the expression is written.
 */
class RandomConditionsTest {

  private static final long SEED = Long.getLong("triggerfish.seed", System.nanoTime());
  private static final int CONDITIONS = 10_000;
  private static final List<String> NAMES = List.of("p", "q", "r", "s");

  private final Random random = new Random(SEED);

  /** A value in Java's terms: String, BigDecimal, Boolean, Set of texts, List, Map. */
  private final Map<String, Object> item = new HashMap<>();

  private final Map<String, AttributeValue> values = new HashMap<>();

  private record Written(String text, BooleanSupplier truth) {}

  private record Side(String text, @Nullable Object value, boolean isPath) {}

  @Test
  void evaluateAsAnIndependentEvaluatorSays() {
    for (var i = 0; i < CONDITIONS; i++) {
      item.clear();
      values.clear();
      NAMES.forEach(
          name -> {
            if (random.nextInt(4) > 0) {
              item.put(name, value(2));
            }
          });
      var written = condition(3);
      var attributes = new HashMap<String, AttributeValue>();
      item.forEach((name, value) -> attributes.put(name, attribute(value)));
      var placeholders = Placeholders.of(false, Map.of(), !values.isEmpty(), values);
      var condition = Expressions.condition("FilterExpression", written.text(), placeholders);

      assertThat(Conditions.hold(condition, attributes))
          .as("%s of %s with %s, seed %d", written.text(), item, values, SEED)
          .isEqualTo(written.truth().getAsBoolean());
    }
  }

  private Written condition(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf();
    }
    var left = condition(depth - 1);
    var right = condition(depth - 1);
    return switch (random.nextInt(4)) {
      case 0 ->
          new Written(
              group(left) + " AND " + group(right),
              () -> left.truth().getAsBoolean() && right.truth().getAsBoolean());
      case 1 ->
          new Written(
              group(left) + " or " + group(right),
              () -> left.truth().getAsBoolean() || right.truth().getAsBoolean());
      case 2 -> new Written("NOT " + group(left), () -> !left.truth().getAsBoolean());
      // AND binds more closely than OR, and NOT more closely than both.
      default -> {
        var third = leaf();
        yield new Written(
            "NOT " + third.text() + " OR " + third.text() + " AND " + group(right),
            () ->
                !third.truth().getAsBoolean()
                    || (third.truth().getAsBoolean() && right.truth().getAsBoolean()));
      }
    };
  }

  private static String group(Written written) {
    return "(" + written.text() + ")";
  }

  private Written leaf() {
    var left = path();
    return switch (random.nextInt(8)) {
      case 0 -> new Written("attribute_exists(" + left.text() + ")", () -> left.value() != null);
      case 1 ->
          new Written("attribute_not_exists(" + left.text() + ")", () -> left.value() == null);
      case 2 -> {
        var right = given(random.nextBoolean() ? "a" : "ab");
        yield new Written(
            "begins_with(" + left.text() + ", " + right.text() + ")",
            () -> left.value() instanceof String text && text.startsWith((String) right.value()));
      }
      case 3 -> {
        var right = given(scalar());
        yield new Written(
            "contains(" + left.text() + ", " + right.text() + ")",
            () -> contains(left.value(), right.value()));
      }
      case 4 -> {
        var one = given(scalar());
        var two = given(scalar());
        yield new Written(
            left.text() + " IN (" + one.text() + ", " + two.text() + ")",
            () -> equal(left.value(), one.value()) || equal(left.value(), two.value()));
      }
      case 5 -> {
        var low = random.nextInt(4);
        var from = given(BigDecimal.valueOf(low));
        var to = given(BigDecimal.valueOf(low + random.nextInt(3)));
        yield new Written(
            left.text() + " BETWEEN " + from.text() + " AND " + to.text(),
            () ->
                left.value() instanceof BigDecimal number
                    && number.compareTo((BigDecimal) from.value()) >= 0
                    && number.compareTo((BigDecimal) to.value()) <= 0);
      }
      case 6 -> {
        var right = given(BigDecimal.valueOf(random.nextInt(4)));
        yield new Written(
            "size(" + left.text() + ") >= " + right.text(),
            () -> {
              var size = size(left.value());
              return size != null && compares(BigDecimal.valueOf(size), ">=", right.value());
            });
      }
      default -> comparison(left);
    };
  }

  private Written comparison(Side left) {
    var right = random.nextInt(3) == 0 ? path() : given(scalar());
    if (right.text().equals(left.text())) {
      right = given(scalar());
    }
    var other = right;
    var symbols = List.of("=", "<>", "<", "<=", ">", ">=");
    var symbol = symbols.get(random.nextInt(symbols.size()));
    return new Written(
        left.text() + " " + symbol + " " + other.text(),
        () -> compares(left.value(), symbol, other.value()));
  }

  private static boolean compares(@Nullable Object left, String symbol, @Nullable Object right) {
    return switch (symbol) {
      case "=" -> equal(left, right);
      case "<>" -> !equal(left, right);
      default -> {
        int order;
        if (left instanceof String a && right instanceof String b) {
          order = a.compareTo(b);
        } else if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
          order = a.compareTo(b);
        } else {
          yield false;
        }
        yield switch (symbol) {
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          default -> order >= 0;
        };
      }
    };
  }

  /** What is missing equals nothing, not even what is missing too. */
  private static boolean equal(@Nullable Object left, @Nullable Object right) {
    return left != null && left.equals(right);
  }

  private static boolean contains(@Nullable Object whole, @Nullable Object part) {
    return switch (whole) {
      case String text -> part instanceof String sought && text.contains(sought);
      case Set<?> set -> set.contains(part);
      case List<?> list -> list.contains(part);
      case null, default -> false;
    };
  }

  private static @Nullable Integer size(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length();
      case Set<?> set -> set.size();
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case null, default -> null;
    };
  }

  private Side path() {
    var name = NAMES.get(random.nextInt(NAMES.size()));
    var value = item.get(name);
    return switch (random.nextInt(4)) {
      case 0 -> {
        var index = random.nextInt(3);
        yield new Side(
            name + "[" + index + "]",
            value instanceof List<?> list && index < list.size() ? list.get(index) : null,
            true);
      }
      case 1 -> {
        var member = random.nextBoolean() ? "x" : "y";
        yield new Side(
            name + "." + member, value instanceof Map<?, ?> map ? map.get(member) : null, true);
      }
      default -> new Side(name, value, true);
    };
  }

  private Side given(Object value) {
    var placeholder = ":v" + values.size();
    values.put(placeholder, attribute(value));
    return new Side(placeholder, value, false);
  }

  private Object scalar() {
    return random.nextBoolean()
        ? BigDecimal.valueOf(random.nextInt(5))
        : List.of("a", "ab", "b", "abc").get(random.nextInt(4));
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 6)) {
      case 0, 1 -> scalar();
      case 2 -> new HashSet<>(random.nextBoolean() ? List.of("a") : List.of("a", "ab"));
      case 3 -> random.nextBoolean();
      case 4 -> {
        var list = new ArrayList<Object>();
        for (var i = random.nextInt(3); i >= 0; i--) {
          list.add(value(depth - 1));
        }
        yield list;
      }
      default -> {
        var map = new HashMap<String, Object>();
        map.put("x", value(depth - 1));
        if (random.nextBoolean()) {
          map.put("y", value(depth - 1));
        }
        yield map;
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static AttributeValue attribute(Object value) {
    return switch (value) {
      case String text -> AttributeValue.fromS(text);
      case BigDecimal number -> AttributeValue.fromN(number.toPlainString());
      case Boolean truth -> AttributeValue.fromBool(truth);
      case Set<?> set -> AttributeValue.fromSs(List.copyOf((Set<String>) set));
      case List<?> list ->
          AttributeValue.fromL(list.stream().map(RandomConditionsTest::attribute).toList());
      case Map<?, ?> map -> {
        var attributes = new HashMap<String, AttributeValue>();
        map.forEach((name, each) -> attributes.put((String) name, attribute(each)));
        yield AttributeValue.fromM(attributes);
      }
      default -> throw new IllegalArgumentException(value.toString());
    };
  }
}
