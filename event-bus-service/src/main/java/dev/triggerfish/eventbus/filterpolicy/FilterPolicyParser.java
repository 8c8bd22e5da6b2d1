package dev.triggerfish.eventbus.filterpolicy;

import dev.triggerfish.eventbus.filterpolicy.Pattern.AnyOf;
import dev.triggerfish.eventbus.filterpolicy.Pattern.Keys;
import dev.triggerfish.eventbus.filterpolicy.Pattern.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads a policy token by token: AWS's errors say at which one it stopped. */
final class FilterPolicyParser {

  private final String document;

  FilterPolicyParser(String document) {
    this.document = document;
  }

  Keys parse() {
    try (var parser = JsonMapper.shared().createParser(document)) {
      var errors = new FilterPolicyErrors(parser, document);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw errors.here("Filter is not an object");
      }
      var keys = keys(parser, errors);
      if (parser.nextToken() != null) {
        throw errors.here("Trailing text");
      }
      return keys;
    } catch (JacksonException e) {
      throw new InvalidFilterPolicyException(JsonErrors.parseError(e));
    }
  }

  private static Keys keys(JsonParser parser, FilterPolicyErrors errors) {
    var patterns = new LinkedHashMap<String, Pattern>();
    var alternatives = new ArrayList<AnyOf>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var key = parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> patterns.put(key, keys(parser, errors));
        case START_ARRAY -> {
          var first = parser.nextToken();
          if (key.equals("$or") && first == JsonToken.START_OBJECT) {
            alternatives.add(anyOf(parser, errors));
          } else {
            patterns.put(key, leaf(parser, first, errors));
          }
        }
        default -> throw errors.here("\"" + key + "\" must be an object or an array");
      }
    }
    return new Keys(patterns, alternatives);
  }

  private static AnyOf anyOf(JsonParser parser, FilterPolicyErrors errors) {
    var patterns = new ArrayList<Keys>();
    do {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw errors.here("Alternatives of $or must be objects");
      }
      patterns.add(keys(parser, errors));
    } while (parser.nextToken() != JsonToken.END_ARRAY);
    return new AnyOf(patterns);
  }

  private static Leaf leaf(JsonParser parser, JsonToken first, FilterPolicyErrors errors) {
    if (first == JsonToken.END_ARRAY) {
      throw errors.here("Empty arrays are not allowed");
    }
    var rules = new RuleParser(parser, errors);
    List<Rule> read = new ArrayList<>();
    for (var token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      read.add(rules.rule(token));
    }
    return new Leaf(read);
  }
}
