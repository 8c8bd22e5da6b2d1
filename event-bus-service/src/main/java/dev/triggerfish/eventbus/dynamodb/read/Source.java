package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.row.Row;
import dev.triggerfish.eventbus.dynamodb.row.RowKey;
import dev.triggerfish.eventbus.dynamodb.row.RowKeys;
import dev.triggerfish.eventbus.dynamodb.table.Index;
import dev.triggerfish.eventbus.dynamodb.table.Key;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * What a query or scan reads: a table or one of its indexes.
 *
 * @param table the table
 * @param index null for the table itself
 */
record Source(Table table, @Nullable Index index) {

  static Source of(Table table, @Nullable String indexName, @Nullable Boolean consistent) {
    if (indexName == null) {
      return new Source(table, null);
    }
    var index = table.index(indexName);
    if (index == null) {
      throw AwsErrors.validation("The table does not have the specified index: " + indexName);
    }
    if (index.scope() == Index.Scope.GLOBAL && Boolean.TRUE.equals(consistent)) {
      throw AwsErrors.validation("Consistent reads are not supported on global secondary indexes");
    }
    if (index.status() == Index.Status.CREATING) {
      throw AwsErrors.validation(
          "Cannot read from backfilling global secondary index: " + indexName);
    }
    return new Source(table, index);
  }

  int id() {
    return index == null ? table.id() : index.id();
  }

  Key key() {
    return index == null ? table.key() : index.key();
  }

  /** The names of the attributes by which reading goes on. */
  private Set<String> cursorNames() {
    var names = new LinkedHashSet<>(table.key().names());
    names.addAll(key().names());
    return names;
  }

  /** By what reading goes on after an item. */
  Map<String, AttributeValue> cursor(Map<String, AttributeValue> item) {
    var cursor = new LinkedHashMap<String, AttributeValue>();
    for (var name : cursorNames()) {
      var value = item.get(name);
      if (value != null) {
        cursor.put(name, value);
      }
    }
    return cursor;
  }

  /** The row of the item after which a request goes on; null if it begins at the start. */
  @Nullable RowKey startAfter(boolean given, Map<String, AttributeValue> start) {
    if (!given || start.isEmpty()) {
      return null;
    }
    Map<String, AttributeValue> checked;
    try {
      checked = ValueCheck.item(start);
    } catch (AwsServiceException e) {
      throw invalidStart(": " + e.awsErrorDetails().errorMessage());
    }
    if (!checked.keySet().equals(cursorNames())) {
      throw invalidStart(
          index == null ? ": The provided key element does not match the schema" : "");
    }
    checked.forEach(
        (name, value) -> {
          if (!Values.typeName(value).equals(table.attributeTypes().get(name))) {
            throw invalidStart(": The provided key element does not match the schema");
          }
        });
    ItemKeys.ofKey(table, ItemKeys.keyOf(table, checked));
    return index == null ? RowKeys.ofItem(table, checked) : RowKeys.ofEntry(table, index, checked);
  }

  private static AwsServiceException invalidStart(String why) {
    return AwsErrors.validation("The provided starting key is invalid" + why);
  }

  /** Makes of what is read the items that are asked for. */
  Function<List<Row>, List<Map<String, AttributeValue>>> whole(
      @Nullable Select select, ItemRows rows) {
    if (index == null || select != Select.ALL_ATTRIBUTES || index.projectsAll()) {
      return entries -> entries.stream().map(Row::item).toList();
    }
    if (index.scope() == Index.Scope.GLOBAL) {
      throw AwsErrors.validation(
          "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported"
              + " for global secondary index "
              + index.name()
              + " because its projection type is not ALL");
    }
    return entries -> fetched(entries, rows);
  }

  private List<Map<String, AttributeValue>> fetched(List<Row> entries, ItemRows rows) {
    var items = entries.stream().map(Row::item).toList();
    var whole = rows.find(items.stream().map(item -> RowKeys.ofItem(table, item)).toList());
    return items.stream()
        .map(
            item -> {
              var row = whole.get(RowKeys.ofItem(table, item));
              return row == null ? item : row.item();
            })
        .toList();
  }
}
