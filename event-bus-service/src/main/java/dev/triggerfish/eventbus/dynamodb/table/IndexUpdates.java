package dev.triggerfish.eventbus.dynamodb.table;

import static dev.triggerfish.eventbus.dynamodb.table.KeySchemas.INVALID;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;

/** Adds, changes and removes global indexes of a table. */
final class IndexUpdates {

  private static final int MOST = 20;

  private final IndexRules rules;

  IndexUpdates(IntSupplier ids) {
    this.rules = new IndexRules(ids);
  }

  /**
   * A table after updates of its indexes.
   *
   * @param definitions those that are new; they join those that are there
   */
  Table apply(
      Table table,
      List<GlobalSecondaryIndexUpdate> updates,
      List<AttributeDefinition> definitions) {
    requireOneOfEach(updates);
    requireOneChangeAtOnce(updates);
    var all = merged(table, definitions);
    var indexes = new ArrayList<>(table.indexes());
    for (var update : updates) {
      apply(table, update, all, indexes);
    }
    if (indexes.stream().filter(index -> index.scope() == Index.Scope.GLOBAL).count() > MOST) {
      throw LimitExceededException.builder()
          .message(
              "Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the per-table limit of 20")
          .build();
    }
    return table.with(used(table, indexes, all), indexes);
  }

  private void apply(
      Table table,
      GlobalSecondaryIndexUpdate update,
      List<AttributeDefinition> definitions,
      List<Index> indexes) {
    if (update.create() != null) {
      if (table.index(update.create().indexName()) != null) {
        throw AwsErrors.validation(
            INVALID
                + "Attempting to create an index which already exists: "
                + update.create().indexName());
      }
      indexes.add(rules.added(update.create(), definitions, table.throughput() == null));
    } else if (update.delete() != null) {
      indexes.remove(global(table, update.delete().indexName()));
    } else if (update.update() != null) {
      var index = global(table, update.update().indexName());
      var throughput = update.update().provisionedThroughput();
      if (throughput != null) {
        indexes.set(indexes.indexOf(index), index.with(TableRules.checked(throughput)));
      }
    }
  }

  private static Index global(Table table, String name) {
    var index = table.index(name);
    if (index == null || index.scope() != Index.Scope.GLOBAL) {
      throw TableErrors.notFound("Requested resource not found: Index: " + name + " not found");
    }
    if (index.status() == Index.Status.CREATING) {
      throw TableErrors.inUse(
          "Attempt to change a resource which is still in use: Index is being created. IndexName: "
              + name);
    }
    return index;
  }

  private static void requireOneOfEach(List<GlobalSecondaryIndexUpdate> updates) {
    var names = new HashSet<String>();
    for (var update : updates) {
      var name = name(update);
      if (name == null) {
        throw AwsErrors.validation(
            INVALID
                + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                + " GlobalSecondaryIndexUpdate.Delete must not be null");
      }
      if (!names.add(name)) {
        throw AwsErrors.validation(
            INVALID
                + "Only one global secondary index update per index is allowed simultaneously."
                + " Index: "
                + name);
      }
    }
  }

  private static void requireOneChangeAtOnce(List<GlobalSecondaryIndexUpdate> updates) {
    if (updates.stream().filter(u -> u.create() != null || u.delete() != null).count() > 1) {
      throw LimitExceededException.builder()
          .message(
              "Subscriber limit exceeded: Only 1 online index can be created or deleted"
                  + " simultaneously per table")
          .build();
    }
  }

  private static @Nullable String name(GlobalSecondaryIndexUpdate update) {
    if (update.create() != null) {
      return update.create().indexName();
    }
    if (update.delete() != null) {
      return update.delete().indexName();
    }
    return update.update() == null ? null : update.update().indexName();
  }

  private static List<AttributeDefinition> merged(Table table, List<AttributeDefinition> more) {
    var all = new LinkedHashMap<String, AttributeDefinition>();
    table
        .attributeTypes()
        .forEach(
            (name, type) ->
                all.put(
                    name,
                    AttributeDefinition.builder().attributeName(name).attributeType(type).build()));
    for (var definition : more) {
      var known = all.put(definition.attributeName(), definition);
      if (known != null && known.attributeType() != definition.attributeType()) {
        throw AwsErrors.validation(
            INVALID
                + "Cannot redefine the type of an attribute that is part of a key: "
                + definition.attributeName());
      }
    }
    return List.copyOf(all.values());
  }

  /** Attributes that are in no key any more go with the index that had them. */
  private static Map<String, String> used(
      Table table, List<Index> indexes, List<AttributeDefinition> definitions) {
    var used = new HashSet<String>();
    Stream.concat(Stream.of(table.key()), indexes.stream().map(Index::key))
        .forEach(key -> used.addAll(key.names()));
    var types = new LinkedHashMap<String, String>();
    for (var definition : definitions) {
      if (used.contains(definition.attributeName())) {
        types.put(definition.attributeName(), definition.attributeTypeAsString());
      }
    }
    return types;
  }
}
