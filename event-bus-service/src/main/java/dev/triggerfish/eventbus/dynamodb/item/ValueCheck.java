package dev.triggerfish.eventbus.dynamodb.item;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks values that come in, and writes their numbers as DynamoDB gives them back.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">
 *     AttributeValue</a>
 */
public final class ValueCheck {

  private static final String INVALID = "One or more parameter values were invalid: ";

  /** Levels of lists and maps in an item. */
  private static final int DEEPEST = 32;

  private ValueCheck() {}

  /**
   * An item or key, checked.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     ValidationException}
   */
  public static Map<String, AttributeValue> item(Map<String, AttributeValue> item) {
    var checked = LinkedHashMap.<String, AttributeValue>newLinkedHashMap(item.size());
    // The item itself is the first level.
    item.forEach((name, value) -> checked.put(name, value(value, 1)));
    return checked;
  }

  /** A value, checked. */
  public static AttributeValue value(AttributeValue value) {
    return value(value, 1);
  }

  private static AttributeValue value(AttributeValue value, int level) {
    requireOneType(value);
    return switch (value.type()) {
      case S, B, BOOL -> value;
      case N -> AttributeValue.fromN(number(value.n()));
      case NUL -> requireTrue(value);
      case SS -> stringSet(value);
      case NS -> numberSet(value);
      case BS -> binarySet(value);
      case L -> AttributeValue.fromL(elements(value.l(), deeper(level)));
      case M -> AttributeValue.fromM(attributes(value.m(), deeper(level)));
      case UNKNOWN_TO_SDK_VERSION -> throw empty();
    };
  }

  private static void requireOneType(AttributeValue value) {
    var types = 0;
    types += value.s() == null ? 0 : 1;
    types += value.n() == null ? 0 : 1;
    types += value.b() == null ? 0 : 1;
    types += value.bool() == null ? 0 : 1;
    types += value.nul() == null ? 0 : 1;
    types += value.hasSs() ? 1 : 0;
    types += value.hasNs() ? 1 : 0;
    types += value.hasBs() ? 1 : 0;
    types += value.hasL() ? 1 : 0;
    types += value.hasM() ? 1 : 0;
    if (types == 0) {
      throw empty();
    }
    if (types > 1) {
      if (value.n() != null) {
        DynamoNumber.parse(value.n());
      }
      throw AwsErrors.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
  }

  private static RuntimeException empty() {
    return AwsErrors.validation(
        "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }

  private static String number(String text) {
    return DynamoNumber.text(DynamoNumber.parse(text));
  }

  private static AttributeValue requireTrue(AttributeValue value) {
    if (!value.nul()) {
      throw AwsErrors.validation(
          INVALID + "Null attribute value types must have the value of true");
    }
    return value;
  }

  private static AttributeValue stringSet(AttributeValue value) {
    var members = value.ss();
    if (members.isEmpty()) {
      throw AwsErrors.validation(INVALID + "An string set  may not be empty");
    }
    if (new HashSet<>(members).size() < members.size()) {
      throw AwsErrors.validation(
          INVALID + "Input collection [" + String.join(", ", members) + "] contains duplicates.");
    }
    return value;
  }

  private static AttributeValue numberSet(AttributeValue value) {
    if (value.ns().isEmpty()) {
      throw AwsErrors.validation(INVALID + "An number set  may not be empty");
    }
    var members = new ArrayList<String>(value.ns().size());
    value.ns().forEach(text -> members.add(number(text)));
    if (new HashSet<>(members).size() < members.size()) {
      throw AwsErrors.validation("Input collection contains duplicates");
    }
    return AttributeValue.fromNs(members);
  }

  private static AttributeValue binarySet(AttributeValue value) {
    var members = value.bs();
    if (members.isEmpty()) {
      throw AwsErrors.validation(INVALID + "Binary sets should not be empty");
    }
    if (new HashSet<>(members).size() < members.size()) {
      throw AwsErrors.validation(INVALID + "Input collection of type BS contains duplicates.");
    }
    return value;
  }

  /** Refuses an item that an update has made too deep. */
  public static void requireDepth(Map<String, AttributeValue> item) {
    item.values().forEach(value -> requireDepth(value, 1));
  }

  private static void requireDepth(AttributeValue value, int level) {
    if (value.hasL()) {
      var next = deeper(level);
      value.l().forEach(element -> requireDepth(element, next));
    } else if (value.hasM()) {
      var next = deeper(level);
      value.m().values().forEach(element -> requireDepth(element, next));
    }
  }

  private static int deeper(int level) {
    if (level >= DEEPEST) {
      throw AwsErrors.validation(INVALID + "Nesting Levels have exceeded supported limits");
    }
    return level + 1;
  }

  private static List<AttributeValue> elements(List<AttributeValue> list, int level) {
    var checked = new ArrayList<AttributeValue>(list.size());
    list.forEach(element -> checked.add(value(element, level)));
    return checked;
  }

  private static Map<String, AttributeValue> attributes(
      Map<String, AttributeValue> map, int level) {
    var checked = HashMap.<String, AttributeValue>newHashMap(map.size());
    map.forEach((name, element) -> checked.put(name, value(element, level)));
    return checked;
  }
}
