package dev.triggerfish.pattern;

import dev.triggerfish.pattern.Pattern.AnyOf;
import dev.triggerfish.pattern.Pattern.Keys;
import dev.triggerfish.pattern.Pattern.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads a pattern token by token: AWS's errors say at which one it stopped. */
final class PatternParser {

  private final String document;
  private final Dialect dialect;

  PatternParser(String document, Dialect dialect) {
    this.document = document;
    this.dialect = dialect;
  }

  Keys parse() {
    try (var parser = JsonMapper.shared().createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid(parser, "Filter is not an object");
      }
      var keys = keys(parser);
      if (parser.nextToken() != null) {
        throw invalid(parser, "Trailing text");
      }
      return keys;
    } catch (JacksonException e) {
      throw new InvalidPatternException(e);
    }
  }

  /** An error at the token that was read last. */
  static InvalidPatternException invalid(JsonParser parser, String problem) {
    return new InvalidPatternException(problem, parser.currentLocation());
  }

  private Keys keys(JsonParser parser) {
    var patterns = new LinkedHashMap<String, Pattern>();
    var alternatives = new ArrayList<AnyOf>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var key = parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> patterns.put(key, keys(parser));
        case START_ARRAY -> {
          var first = parser.nextToken();
          if (key.equals("$or") && first == JsonToken.START_OBJECT) {
            alternatives.add(anyOf(parser));
          } else {
            patterns.put(key, leaf(parser, first));
          }
        }
        default -> throw invalid(parser, "\"" + key + "\" must be an object or an array");
      }
    }
    return new Keys(patterns, alternatives);
  }

  private AnyOf anyOf(JsonParser parser) {
    var patterns = new ArrayList<Keys>();
    do {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw invalid(parser, "Alternatives of $or must be objects");
      }
      patterns.add(keys(parser));
    } while (parser.nextToken() != JsonToken.END_ARRAY);
    return new AnyOf(patterns);
  }

  private Leaf leaf(JsonParser parser, JsonToken first) {
    if (first == JsonToken.END_ARRAY) {
      throw invalid(parser, "Empty arrays are not allowed");
    }
    var rules = new RuleParser(parser, dialect);
    List<Rule> read = new ArrayList<>();
    for (var token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      read.add(rules.rule(token));
    }
    return new Leaf(read);
  }
}
