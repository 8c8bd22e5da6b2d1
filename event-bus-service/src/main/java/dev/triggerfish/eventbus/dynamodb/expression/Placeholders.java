package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the placeholders of one request stand for, {@code #name} and {@code :value}, and which of
 * them an expression has used.
 */
public final class Placeholders {

  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Set<String> unusedNames;
  private final Set<String> unusedValues;

  private Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
    this.names = names;
    this.values = values;
    this.unusedNames = new LinkedHashSet<>(names.keySet());
    this.unusedValues = new LinkedHashSet<>(values.keySet());
  }

  /**
   * Those of a request.
   *
   * @param hasNames whether the request has the parameter at all
   * @param hasValues likewise
   * @throws AwsServiceException {@code ValidationException}
   */
  public static Placeholders of(
      boolean hasNames,
      Map<String, String> names,
      boolean hasValues,
      Map<String, AttributeValue> values) {
    checkKeys("ExpressionAttributeNames", hasNames, names.keySet(), '#');
    checkKeys("ExpressionAttributeValues", hasValues, values.keySet(), ':');
    var checked = LinkedHashMap.<String, AttributeValue>newLinkedHashMap(values.size());
    values.forEach((key, value) -> checked.put(key, check(key, value)));
    return new Placeholders(names, checked);
  }

  private static AttributeValue check(String key, AttributeValue value) {
    try {
      return ValueCheck.value(value);
    } catch (AwsServiceException e) {
      throw AwsErrors.validation(
          "ExpressionAttributeValues contains invalid value: "
              + e.awsErrorDetails().errorMessage()
              + " for key "
              + key);
    }
  }

  private static void checkKeys(String parameter, boolean given, Set<String> keys, char first) {
    if (given && keys.isEmpty()) {
      throw AwsErrors.validation(parameter + " must not be empty");
    }
    for (var key : keys) {
      if (!isPlaceholder(key, first)) {
        throw AwsErrors.validation(
            parameter + " contains invalid key: Syntax error; key: \"" + key + '"');
      }
    }
  }

  private static boolean isPlaceholder(String key, char first) {
    return key.length() > 1
        && key.charAt(0) == first
        && key.chars().skip(1).allMatch(Placeholders::isPart);
  }

  private static boolean isPart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** The name that a placeholder stands for. */
  String name(String parameter, String placeholder) {
    var name = names.get(placeholder);
    if (name == null) {
      throw Grammar.invalid(
          parameter,
          "An expression attribute name used in the document path is not defined; attribute name: "
              + placeholder);
    }
    unusedNames.remove(placeholder);
    return name;
  }

  /** The value that a placeholder stands for. */
  AttributeValue value(String parameter, String placeholder) {
    var value = values.get(placeholder);
    if (value == null) {
      throw Grammar.invalid(
          parameter,
          "An expression attribute value used in expression is not defined; attribute value: "
              + placeholder);
    }
    unusedValues.remove(placeholder);
    return value;
  }

  /** Refuses placeholders that no expression has used; asked after all expressions are parsed. */
  public void requireAllUsed() {
    requireUsed("ExpressionAttributeNames", unusedNames);
    requireUsed("ExpressionAttributeValues", unusedValues);
  }

  private static void requireUsed(String parameter, Set<String> unused) {
    if (!unused.isEmpty()) {
      throw AwsErrors.validation(
          "Value provided in "
              + parameter
              + " unused in expressions: keys: {"
              + String.join(", ", new TreeSet<>(unused))
              + "}");
    }
  }
}
