package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks that keys are what their table's schema says, with AWS's errors. */
public final class ItemKeys {

  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final int LONGEST_PARTITION_KEY = 2_048;
  private static final int LONGEST_SORT_KEY = 1_024;

  private ItemKeys() {}

  /** The row of a key that a request gives: it has the key's attributes and no others. */
  public static RowKey ofKey(Table table, Map<String, AttributeValue> key) {
    var names = table.key().names();
    if (key.size() != names.size()) {
      throw noMatch();
    }
    for (var name : names) {
      var value = key.get(name);
      if (value == null || !isOfType(table, name, value)) {
        throw noMatch();
      }
      requireContent(table, name, value);
    }
    return RowKeys.ofItem(table, key);
  }

  private static AwsServiceException noMatch() {
    return AwsErrors.validation("The provided key element does not match the schema");
  }

  /** The row of an item that is to be put. */
  public static RowKey ofNewItem(Table table, Map<String, AttributeValue> item) {
    for (var name : table.key().names()) {
      var value = item.get(name);
      if (value == null) {
        throw AwsErrors.validation(INVALID + "Missing the key " + name + " in the item");
      }
      if (!isOfType(table, name, value)) {
        throw AwsErrors.validation(
            INVALID
                + "Type mismatch for key "
                + name
                + " expected: "
                + table.attributeTypes().get(name)
                + " actual: "
                + Values.typeName(value));
      }
      requireContent(table, name, value);
    }
    var wrong = wrongIndexKey(table, item);
    if (wrong != null) {
      throw wrong;
    }
    return RowKeys.ofItem(table, item);
  }

  /** Why an item cannot be in one of its table's indexes; null if it can, or need not. */
  public static @Nullable AwsServiceException wrongIndexKey(
      Table table, Map<String, AttributeValue> item) {
    for (var index : table.indexes()) {
      for (var name : index.key().names()) {
        var value = item.get(name);
        if (value != null && !isOfType(table, name, value)) {
          return AwsErrors.validation(
              INVALID
                  + "Type mismatch for Index Key "
                  + name
                  + " Expected: "
                  + table.attributeTypes().get(name)
                  + " Actual: "
                  + Values.typeName(value)
                  + " IndexName: "
                  + index.name());
        }
        if (value != null && ItemSize.of(value) == 0) {
          return AwsErrors.validation(
              "One or more parameter values are not valid. A value specified for a secondary index"
                  + " key is not supported. The AttributeValue for a key attribute cannot contain"
                  + " an empty "
                  + (value.s() == null ? "binary" : "string")
                  + " value. IndexName: "
                  + index.name()
                  + ", IndexKey: "
                  + name);
        }
      }
    }
    return null;
  }

  private static boolean isOfType(Table table, String name, AttributeValue value) {
    return Values.typeName(value).equals(table.attributeTypes().get(name));
  }

  private static void requireContent(Table table, String name, AttributeValue value) {
    var size = ItemSize.of(value);
    if (size == 0) {
      throw AwsErrors.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
              + " contain an empty "
              + (value.s() == null ? "binary" : "string")
              + " value. Key: "
              + name);
    }
    if (table.key().partition().contains(name)) {
      if (size > LONGEST_PARTITION_KEY) {
        throw AwsErrors.validation(
            INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
      }
    } else if (size > LONGEST_SORT_KEY) {
      throw AwsErrors.validation(
          INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }
  }

  /** The key of an item. */
  public static Map<String, AttributeValue> keyOf(Table table, Map<String, AttributeValue> item) {
    var key = new LinkedHashMap<String, AttributeValue>();
    for (var name : table.key().names()) {
      var value = item.get(name);
      if (value != null) {
        key.put(name, value);
      }
    }
    return key;
  }
}
