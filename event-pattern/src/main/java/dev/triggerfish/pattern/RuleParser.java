package dev.triggerfish.pattern;

import dev.triggerfish.pattern.Rule.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the elements of a key's array. */
final class RuleParser {

  private static final Set<String> UPPER = Set.of("<", "<=");
  private static final Set<String> LOWER = Set.of(">", ">=");

  private final JsonParser parser;
  private final Dialect dialect;

  RuleParser(JsonParser parser, Dialect dialect) {
    this.parser = parser;
    this.dialect = dialect;
  }

  /** Reads what begins with a token, and ends at its last one. */
  Rule rule(JsonToken token) {
    if (token == JsonToken.START_OBJECT) {
      return expression();
    }
    if (!token.isScalarValue()) {
      throw invalid("Match value must be String, number, true, false, or null");
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
      throw invalid("Match expression name not found");
    }
    var operator = parser.currentName();
    var token = parser.nextToken();
    var rule =
        switch (operator) {
          case "prefix", "suffix" -> affix(operator, token);
          case "equals-ignore-case" -> new Rule.IgnoringCase(text(operator, token));
          case "anything-but" -> anythingBut(token);
          case "exists" -> exists(token);
          // AWS words the error as that of a prefix.
          case "cidr" -> cidr(text("prefix", token));
          case "numeric" -> numeric(token);
          case "wildcard" -> wildcard(operator, token);
          default -> throw invalid("Unrecognized match type " + operator);
        };
    endOfExpression();
    return rule;
  }

  private void endOfExpression() {
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw invalid("Only one key allowed in match expression");
    }
  }

  private String text(String operator, JsonToken token) {
    if (token != JsonToken.VALUE_STRING) {
      throw invalid(operator + " match pattern must be a string");
    }
    return parser.getString();
  }

  private Rule exists(JsonToken token) {
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw invalid("exists match pattern must be either true or false.");
    }
    return new Rule.Exists(token == JsonToken.VALUE_TRUE);
  }

  private Rule anythingBut(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> anythingButLike();
      case START_ARRAY -> anythingButList();
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Rule.AnythingBut(Set.of(value(token)));
      default ->
          throw invalid("Value of anything-but must be an array or single string/number value.");
    };
  }

  private Rule anythingButLike() {
    if (parser.nextToken() != JsonToken.PROPERTY_NAME) {
      throw invalid("Anything-But expression name not found");
    }
    var operator = parser.currentName();
    var token = parser.nextToken();
    var known =
        switch (operator) {
          case "prefix" -> true;
          case "suffix", "equals-ignore-case", "wildcard" -> dialect.isWide();
          default -> false;
        };
    if (!known) {
      throw invalid("Unsupported anything-but pattern: " + operator);
    }
    var unwanted = new ArrayList<Rule>();
    if (dialect.isWide() && token == JsonToken.START_ARRAY) {
      for (var each = parser.nextToken(); each != JsonToken.END_ARRAY; each = parser.nextToken()) {
        unwanted.add(like(operator, each));
      }
      if (unwanted.isEmpty()) {
        throw invalid("Empty arrays are not allowed");
      }
    } else {
      unwanted.add(like(operator, token));
    }
    endOfExpression();
    return new Rule.AnythingButLike(unwanted);
  }

  /** What a text must be like, in {@code anything-but}. */
  private Rule like(String operator, JsonToken token) {
    return switch (operator) {
      case "prefix", "suffix" -> affix(operator, token);
      case "equals-ignore-case" -> new Rule.IgnoringCase(text(operator, token));
      default -> wildcard(operator, token);
    };
  }

  private Rule affix(String operator, JsonToken token) {
    var prefix = operator.equals("prefix");
    if (!dialect.isWide() || token != JsonToken.START_OBJECT) {
      var text = text(operator, token);
      return prefix ? new Rule.Prefix(text) : new Rule.Suffix(text);
    }
    if (parser.nextToken() != JsonToken.PROPERTY_NAME
        || !parser.currentName().equals("equals-ignore-case")) {
      throw invalid("Unsupported " + operator + " pattern: " + parser.getString());
    }
    var text = text("equals-ignore-case", parser.nextToken());
    endOfExpression();
    return prefix ? new Rule.PrefixIgnoringCase(text) : new Rule.SuffixIgnoringCase(text);
  }

  private Rule wildcard(String operator, JsonToken token) {
    if (!dialect.isWide()) {
      throw invalid("Unrecognized match type " + operator);
    }
    var text = text(operator, token);
    try {
      return new Rule.Like(Wildcard.of(text));
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Rule cidr(String text) {
    try {
      return new Rule.Cidr(AddressRange.of(text));
    } catch (IllegalArgumentException e) {
      // AWS's engine does not say where.
      throw new InvalidPatternException(String.valueOf(e.getMessage()), null);
    }
  }

  private InvalidPatternException invalid(String problem) {
    return PatternParser.invalid(parser, problem);
  }

  private Rule anythingButList() {
    var unwanted = new HashSet<Value>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
        throw invalid("Inside anything but list, start|null|boolean is not supported.");
      }
      unwanted.add(value(token));
    }
    if (unwanted.isEmpty()) {
      throw invalid("Empty arrays are not allowed");
    }
    return new Rule.AnythingBut(unwanted);
  }

  private Rule numeric(JsonToken token) {
    if (token != JsonToken.START_ARRAY) {
      throw invalid("Value of numeric must be an array.");
    }
    if (parser.nextToken() != JsonToken.VALUE_STRING) {
      throw invalid("Invalid member in numeric match: " + parser.getString());
    }
    var operator = parser.getString();
    var value = parser.nextToken();
    if (!operator.equals("=") && !UPPER.contains(operator) && !LOWER.contains(operator)) {
      throw invalid("Unrecognized numeric range operator: " + operator);
    }
    var number = number(operator.equals("=") ? "equals" : operator, value);
    var bound = new Bound(number, !operator.equals("<") && !operator.equals(">"));
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return new Rule.Numeric(
          UPPER.contains(operator) ? null : bound, LOWER.contains(operator) ? null : bound);
    }
    if (!LOWER.contains(operator)) {
      throw invalid("Too many elements in numeric expression");
    }
    return new Rule.Numeric(bound, top(number));
  }

  /** The second half of a range. */
  private Bound top(BigDecimal bottom) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw invalid("Bad value in numeric range: " + parser.getString());
    }
    var operator = parser.getString();
    if (!UPPER.contains(operator)) {
      throw invalid("Bad numeric range operator: " + operator);
    }
    var top = number(operator, parser.nextToken());
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw invalid("Too many terms in numeric range expression");
    }
    if (bottom.compareTo(top) >= 0) {
      throw invalid("Bottom must be less than top");
    }
    return new Bound(top, operator.equals("<="));
  }

  private BigDecimal number(String operator, JsonToken token) {
    if (!token.isNumeric()) {
      throw invalid("Value of " + operator + " must be numeric");
    }
    return parser.getDecimalValue();
  }
}
