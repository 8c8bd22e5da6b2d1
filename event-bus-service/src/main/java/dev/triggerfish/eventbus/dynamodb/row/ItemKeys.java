package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import dev.triggerfish.eventbus.dynamodb.table.Key;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
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
      requireContent(name, value);
    }
    requireShort(table.key(), key);
    return RowKeys.ofItem(table, key);
  }

  private static void requireShort(Key key, Map<String, AttributeValue> item) {
    var tooLong = tooLong(key, item);
    if (tooLong != null) {
      throw tooLong;
    }
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
      requireContent(name, value);
    }
    requireShort(table.key(), item);
    var wrong = wrongIndexKey(table, item);
    if (wrong != null) {
      throw wrong;
    }
    return RowKeys.ofItem(table, item);
  }

  /** Why an item cannot be in one of its table's indexes; null if it can, or need not. */
  private static @Nullable AwsServiceException wrongIndexKey(
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
                  + emptyType(value)
                  + " value. IndexName: "
                  + index.name()
                  + ", IndexKey: "
                  + name);
        }
      }
      var tooLong = tooLong(index.key(), item);
      if (tooLong != null) {
        return tooLong;
      }
    }
    return null;
  }

  /** Refuses what an update has made of an item, if it cannot be in one of the table's indexes. */
  public static void requireIndexKeys(Table table, Map<String, AttributeValue> updated) {
    for (var index : table.indexes()) {
      for (var name : index.key().names()) {
        var value = updated.get(name);
        if (value != null && !isOfType(table, name, value)) {
          throw AwsErrors.validation(
              "The update expression attempted to update the secondary index key to unsupported"
                  + " type");
        }
        if (value != null && ItemSize.of(value) == 0) {
          throw AwsErrors.validation(
              "One or more parameter values are not valid. The update expression attempted to"
                  + " update a secondary index key to a value that is not supported. The"
                  + " AttributeValue for a key attribute cannot contain an empty "
                  + emptyType(value)
                  + " value.");
        }
      }
      var tooLong = tooLong(index.key(), updated);
      if (tooLong != null) {
        throw tooLong;
      }
    }
  }

  private static String emptyType(AttributeValue value) {
    return value.s() == null ? "binary" : "string";
  }

  /** Null if the key attributes that an item has are short enough. */
  private static @Nullable AwsServiceException tooLong(Key key, Map<String, AttributeValue> item) {
    if (size(key.partition(), item) > LONGEST_PARTITION_KEY) {
      return AwsErrors.validation(
          INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }
    return size(key.sort(), item) > LONGEST_SORT_KEY
        ? AwsErrors.validation(
            INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes")
        : null;
  }

  private static long size(List<String> names, Map<String, AttributeValue> item) {
    var size = 0L;
    for (var name : names) {
      var value = item.get(name);
      size += value == null ? 0 : ItemSize.of(value);
    }
    return size;
  }

  private static boolean isOfType(Table table, String name, AttributeValue value) {
    return Values.typeName(value).equals(table.attributeTypes().get(name));
  }

  private static void requireContent(String name, AttributeValue value) {
    if (ItemSize.of(value) == 0) {
      throw AwsErrors.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
              + " contain an empty "
              + emptyType(value)
              + " value. Key: "
              + name);
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
