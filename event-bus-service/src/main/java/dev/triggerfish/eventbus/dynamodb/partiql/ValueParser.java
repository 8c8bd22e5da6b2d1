package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.DynamoNumber;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Parses values: literals and parameters.
 *
 * @param tokens of the statement
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.data-types.html">
 *     PartiQL data types for DynamoDB</a>
 */
record ValueParser(Tokens tokens) {

  private static final String ROOT = "root";
  private static final Set<String> CONSTANTS = Set.of("TRUE", "FALSE", "NULL");
  private static final Set<String> OPENING = Set.of("?", "-", "+", "[", "{", "<<");

  /** Whether the next token begins a value. */
  boolean isNext() {
    var token = tokens.peek();
    return switch (token.kind()) {
      case TEXT, NUMBER -> true;
      case WORD -> CONSTANTS.contains(token.text().toUpperCase(Locale.ROOT));
      case SYMBOL -> OPENING.contains(token.text());
      case QUOTED_NAME, END -> false;
    };
  }

  AttributeValue value() {
    return ValueCheck.value(value(ROOT));
  }

  /** An item; its values are not checked yet. */
  Map<String, AttributeValue> item() {
    if (!tokens.takeSymbol("{")) {
      throw AwsErrors.validation(
          "Unsupported format in item expression. Please use struct format {...} to express item"
              + " values for insert statement.");
    }
    return members(ROOT, true);
  }

  private AttributeValue value(String path) {
    var token = tokens.peek();
    if (!isNext()) {
      throw token.isName()
          ? AwsErrors.validation(
              "Unsupported data type: " + token.text() + " under key " + ROOT + " " + token.place())
          : tokens.unexpected();
    }
    tokens.next();
    return switch (token.kind()) {
      case TEXT -> AttributeValue.fromS(token.text());
      case NUMBER -> number(token.text(), path);
      case WORD ->
          token.isWord("NULL")
              ? AttributeValue.fromNul(true)
              : AttributeValue.fromBool(token.isWord("TRUE"));
      default -> opened(token, path);
    };
  }

  private AttributeValue opened(Token token, String path) {
    return switch (token.text()) {
      case "?" -> tokens.parameter();
      case "[" -> tokens.nested(() -> AttributeValue.fromL(elements("]", path)));
      case "{" -> tokens.nested(() -> AttributeValue.fromM(members(path, false)));
      case "<<" -> tokens.nested(() -> set(elements(">>", path)));
      default -> signed(token.text(), path);
    };
  }

  private AttributeValue signed(String sign, String path) {
    if (tokens.peek().kind() != Token.Kind.NUMBER) {
      throw tokens.unexpected();
    }
    return number((sign.equals("-") ? "-" : "") + tokens.next().text(), path);
  }

  private static AttributeValue number(String text, String path) {
    if (!isReadable(text)) {
      throw Tokens.malformed("");
    }
    try {
      return AttributeValue.fromN(DynamoNumber.text(DynamoNumber.parse(text)));
    } catch (AwsServiceException e) {
      throw AwsErrors.validation(e.awsErrorDetails().errorMessage() + " under " + path);
    }
  }

  /** Whether its exponent and its scale fit into 32 bits, as AWS's parser needs it. */
  private static boolean isReadable(String text) {
    var e = text.toLowerCase(Locale.ROOT).indexOf('e');
    if (e < 0) {
      return true;
    }
    var point = text.indexOf('.');
    var fraction = point < 0 ? 0 : e - point - 1;
    try {
      var scale = (long) fraction - Integer.parseInt(text.substring(e + 1));
      return scale == (int) scale;
    } catch (NumberFormatException tooLong) {
      return false;
    }
  }

  private List<AttributeValue> elements(String closing, String path) {
    var elements = new ArrayList<AttributeValue>();
    if (tokens.takeSymbol(closing)) {
      return elements;
    }
    do {
      elements.add(value(path + "[" + elements.size() + "]"));
    } while (tokens.takeSymbol(","));
    tokens.requireSymbol(closing);
    return elements;
  }

  /**
   * Members of a map.
   *
   * @param isItem whether each one's value is the root of its path
   */
  private Map<String, AttributeValue> members(String path, boolean isItem) {
    var members = new LinkedHashMap<String, AttributeValue>();
    if (tokens.takeSymbol("}")) {
      return members;
    }
    do {
      if (tokens.peek().kind() != Token.Kind.TEXT) {
        throw tokens.unexpected();
      }
      var name = tokens.next().text();
      tokens.requireSymbol(":");
      if (members.put(name, value(isItem ? path : path + "." + name)) != null) {
        throw AwsErrors.validation("Duplicate keys in tuple. Key: " + name + " under " + path);
      }
    } while (tokens.takeSymbol(","));
    tokens.requireSymbol("}");
    return members;
  }

  private static AttributeValue set(List<AttributeValue> members) {
    if (members.isEmpty()) {
      throw AwsErrors.validation("Empty bags are not supported");
    }
    var types = members.stream().map(AttributeValue::type).collect(Collectors.toUnmodifiableSet());
    if (types.equals(Set.of(AttributeValue.Type.S))) {
      return AttributeValue.fromSs(members.stream().map(AttributeValue::s).toList());
    }
    if (types.equals(Set.of(AttributeValue.Type.N))) {
      return AttributeValue.fromNs(members.stream().map(AttributeValue::n).toList());
    }
    if (types.equals(Set.of(AttributeValue.Type.B))) {
      return AttributeValue.fromBs(members.stream().map(AttributeValue::b).toList());
    }
    throw AwsErrors.validation(
        "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags");
  }
}
