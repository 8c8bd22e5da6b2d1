package dev.triggerfish.eventbus.filterpolicy;

import dev.triggerfish.eventbus.filterpolicy.Rule.Bound;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the elements of a key's array. */
final class RuleParser {

  private static final Set<String> UPPER = Set.of("<", "<=");
  private static final Set<String> LOWER = Set.of(">", ">=");

  private final JsonParser parser;
  private final FilterPolicyErrors errors;

  RuleParser(JsonParser parser, FilterPolicyErrors errors) {
    this.parser = parser;
    this.errors = errors;
  }

  /** Reads what begins with a token, and ends at its last one. */
  Rule rule(JsonToken token) {
    if (token == JsonToken.START_OBJECT) {
      return expression();
    }
    if (!token.isScalarValue()) {
      throw errors.here("Match value must be String, number, true, false, or null");
    }
    return new Rule.Exactly(value(token));
  }

  private Value value(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> new Value.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.Decimal.of(parser.getDecimalValue());
      case VALUE_TRUE -> new Value.Bool(true);
      case VALUE_FALSE -> new Value.Bool(false);
      default -> Value.NULL;
    };
  }

  private Rule expression() {
    if (parser.nextToken() != JsonToken.PROPERTY_NAME) {
      throw errors.here("Match expression name not found");
    }
    var operator = parser.currentName();
    var token = parser.nextToken();
    var rule =
        switch (operator) {
          case "prefix" -> new Rule.Prefix(text(operator, token));
          case "suffix" -> new Rule.Suffix(text(operator, token));
          case "equals-ignore-case" -> new Rule.IgnoringCase(text(operator, token));
          case "anything-but" -> anythingBut(token);
          case "exists" -> exists(token);
          // AWS words the error as that of a prefix.
          case "cidr" -> new Rule.Cidr(AddressRange.of(text("prefix", token)));
          case "numeric" -> numeric(token);
          default -> throw errors.here("Unrecognized match type " + operator);
        };
    endOfExpression();
    return rule;
  }

  private void endOfExpression() {
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw errors.here("Only one key allowed in match expression");
    }
  }

  private String text(String operator, JsonToken token) {
    if (token != JsonToken.VALUE_STRING) {
      throw errors.here(operator + " match pattern must be a string");
    }
    return parser.getString();
  }

  private Rule exists(JsonToken token) {
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw errors.here("exists match pattern must be either true or false.");
    }
    return new Rule.Exists(token == JsonToken.VALUE_TRUE);
  }

  private Rule anythingBut(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> anythingButPrefix();
      case START_ARRAY -> anythingButList();
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Rule.AnythingBut(Set.of(value(token)));
      default ->
          throw errors.here(
              "Value of anything-but must be an array or single string/number value.");
    };
  }

  private Rule anythingButPrefix() {
    if (parser.nextToken() != JsonToken.PROPERTY_NAME) {
      throw errors.here("Anything-But expression name not found");
    }
    var operator = parser.currentName();
    var token = parser.nextToken();
    if (!operator.equals("prefix")) {
      throw errors.here("Unsupported anything-but pattern: " + operator);
    }
    var rule = new Rule.AnythingButPrefix(text(operator, token));
    endOfExpression();
    return rule;
  }

  private Rule anythingButList() {
    var unwanted = new HashSet<Value>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
        throw errors.here("Inside anything but list, start|null|boolean is not supported.");
      }
      unwanted.add(value(token));
    }
    if (unwanted.isEmpty()) {
      throw errors.here("Empty arrays are not allowed");
    }
    return new Rule.AnythingBut(unwanted);
  }

  private Rule numeric(JsonToken token) {
    if (token != JsonToken.START_ARRAY) {
      throw errors.here("Value of numeric must be an array.");
    }
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      throw errors.here("Invalid member in numeric match: " + parser.getString());
    }
    var operator = parser.getString();
    var value = parser.nextToken();
    if (!operator.equals("=") && !UPPER.contains(operator) && !LOWER.contains(operator)) {
      throw errors.here("Unrecognized numeric range operator: " + operator);
    }
    var number = number(operator.equals("=") ? "equals" : operator, value);
    var bound = new Bound(number, !operator.equals("<") && !operator.equals(">"));
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return new Rule.Numeric(
          UPPER.contains(operator) ? null : bound, LOWER.contains(operator) ? null : bound);
    }
    if (!LOWER.contains(operator)) {
      throw errors.here("Too many elements in numeric expression");
    }
    return new Rule.Numeric(bound, top(number));
  }

  /** The second half of a range. */
  private Bound top(BigDecimal bottom) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw errors.here("Bad value in numeric range: " + parser.getString());
    }
    var operator = parser.getString();
    if (!UPPER.contains(operator)) {
      throw errors.here("Bad numeric range operator: " + operator);
    }
    var top = number(operator, parser.nextToken());
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw errors.here("Too many terms in numeric range expression");
    }
    if (bottom.compareTo(top) >= 0) {
      throw errors.here("Bottom must be less than top");
    }
    return new Bound(top, operator.equals("<="));
  }

  private BigDecimal number(String operator, JsonToken token) {
    if (!token.isNumeric()) {
      throw errors.here("Value of " + operator + " must be numeric");
    }
    return parser.getDecimalValue();
  }
}
