package dev.triggerfish.eventbus.dynamodb.access;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.eventbus.dynamodb.expression.Expressions;
import dev.triggerfish.eventbus.dynamodb.expression.KeyCondition;
import dev.triggerfish.eventbus.dynamodb.expression.LegacyConditions;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.table.Tables.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Condition keys of requests that are about one table. An expression that is not valid gives none:
 * the operation refuses the request by it.
 */
final class RequestContexts {

  private final Tables tables;

  RequestContexts(Tables tables) {
    this.tables = tables;
  }

  Map<String, List<String>> of(SdkRequest request, Caller caller) {
    return switch (request) {
      case CreateTableRequest create -> tags(create.tags());
      case TagResourceRequest tagging -> tags(tagging.tags());
      case UntagResourceRequest untagging ->
          Map.of("aws:tagkeys", List.copyOf(untagging.tagKeys()));
      case GetItemRequest get -> get(get, caller).keys();
      case PutItemRequest put -> put(put, caller).keys();
      case DeleteItemRequest delete -> delete(delete, caller).keys();
      case UpdateItemRequest update -> update(update, caller).keys();
      case QueryRequest query -> query(query, caller).keys();
      case ScanRequest scan -> scan(scan, caller).keys();
      default -> Map.of();
    };
  }

  /** Condition keys for the tags that a request brings. */
  static Map<String, List<String>> tags(List<Tag> tags) {
    var keys = new HashMap<String, List<String>>();
    if (!tags.isEmpty()) {
      keys.put("aws:tagkeys", tags.stream().map(Tag::key).toList());
    }
    tags.forEach(
        tag ->
            keys.put("aws:requesttag/" + tag.key().toLowerCase(Locale.ROOT), List.of(tag.value())));
    return keys;
  }

  /** Condition keys for the tags that a table has. */
  Map<String, List<String>> ofResource(String tableNameOrArn, Caller caller) {
    var table = tableNameOrArn.isEmpty() ? null : table(tableNameOrArn, caller);
    return table == null ? Map.of() : new ItemContext().resource(table).keys();
  }

  private ItemContext keyed(String tableName, Map<String, AttributeValue> key, Caller caller) {
    var context = new ItemContext().attributes(key.keySet());
    var table = table(tableName, caller);
    return table == null ? context : context.leadingKey(table, key);
  }

  private @Nullable Table table(String name, Caller caller) {
    return tables.find(TableName.of(name, caller));
  }

  private ItemContext get(GetItemRequest get, Caller caller) {
    var context =
        keyed(get.tableName(), get.key(), caller)
            .with("dynamodb:returnconsumedcapacity", get.returnConsumedCapacity())
            .attributes(get.attributesToGet())
            .with(
                "dynamodb:select",
                selected(
                    null, get.projectionExpression() != null || get.hasAttributesToGet(), null));
    project(context, get.projectionExpression(), names(get.expressionAttributeNames()));
    return context;
  }

  private ItemContext put(PutItemRequest put, Caller caller) {
    var context =
        keyed(put.tableName(), put.item(), caller)
            .attributes(put.expected().keySet())
            .with("dynamodb:returnvalues", put.returnValues())
            .with("dynamodb:returnconsumedcapacity", put.returnConsumedCapacity());
    condition(
        context,
        put.conditionExpression(),
        both(put.expressionAttributeNames(), put.expressionAttributeValues()));
    return context;
  }

  private ItemContext delete(DeleteItemRequest delete, Caller caller) {
    var context =
        keyed(delete.tableName(), delete.key(), caller)
            .attributes(delete.expected().keySet())
            .with("dynamodb:returnvalues", delete.returnValues())
            .with("dynamodb:returnconsumedcapacity", delete.returnConsumedCapacity());
    condition(
        context,
        delete.conditionExpression(),
        both(delete.expressionAttributeNames(), delete.expressionAttributeValues()));
    return context;
  }

  private ItemContext update(UpdateItemRequest update, Caller caller) {
    var context =
        keyed(update.tableName(), update.key(), caller)
            .attributes(update.expected().keySet())
            .attributes(update.attributeUpdates().keySet())
            .with("dynamodb:returnvalues", update.returnValues())
            .with("dynamodb:returnconsumedcapacity", update.returnConsumedCapacity());
    var placeholders = both(update.expressionAttributeNames(), update.expressionAttributeValues());
    condition(context, update.conditionExpression(), placeholders);
    if (update.updateExpression() != null && placeholders != null) {
      ifValid(
          () -> context.attributes(Expressions.update(update.updateExpression(), placeholders)));
    }
    return context;
  }

  private ItemContext query(QueryRequest query, Caller caller) {
    var context =
        new ItemContext()
            .attributes(query.queryFilter().keySet())
            .attributes(query.attributesToGet())
            .with(
                "dynamodb:select",
                selected(
                    query.select(),
                    query.projectionExpression() != null || query.hasAttributesToGet(),
                    query.indexName()))
            .with("dynamodb:returnconsumedcapacity", query.returnConsumedCapacity());
    var placeholders = both(query.expressionAttributeNames(), query.expressionAttributeValues());
    condition(context, query.filterExpression(), placeholders);
    project(context, query.projectionExpression(), placeholders);
    var table = table(query.tableName(), caller);
    keyNames(context, table, query.indexName());
    ifValid(() -> keys(query, placeholders).forEach(key -> add(context, key, query, table)));
    return context;
  }

  /** What is read when a request does not say so, as AWS documents {@code Select}. */
  private static String selected(
      @Nullable Select select, boolean hasNames, @Nullable String indexName) {
    if (select != null) {
      return select.toString();
    }
    if (hasNames) {
      return Select.SPECIFIC_ATTRIBUTES.toString();
    }
    return (indexName == null ? Select.ALL_ATTRIBUTES : Select.ALL_PROJECTED_ATTRIBUTES).toString();
  }

  /** Keys are read whether they are named or not: policies must list them, AWS says. */
  private static void keyNames(
      ItemContext context, @Nullable Table table, @Nullable String indexName) {
    if (table == null) {
      return;
    }
    context.attributes(table.key().names());
    var index = indexName == null ? null : table.index(indexName);
    if (index != null) {
      context.attributes(index.key().names());
    }
  }

  private static List<KeyCondition> keys(QueryRequest query, @Nullable Placeholders placeholders) {
    if (query.keyConditionExpression() == null) {
      return LegacyConditions.keyConditions(query.keyConditions());
    }
    return placeholders == null
        ? List.of()
        : Expressions.keyConditions(query.keyConditionExpression(), placeholders);
  }

  /** The partition key of what is queried, which may be an index's, is its leading key. */
  private static void add(
      ItemContext context, KeyCondition condition, QueryRequest query, @Nullable Table table) {
    context.attributes(List.of(condition.attribute()));
    if (table == null) {
      return;
    }
    var index = query.indexName() == null ? null : table.index(query.indexName());
    var key = index == null ? table.key() : index.key();
    if (key.partition().getFirst().equals(condition.attribute()) && !condition.values().isEmpty()) {
      context.leadingKey(condition.values().getFirst());
    }
  }

  private ItemContext scan(ScanRequest scan, Caller caller) {
    var context =
        new ItemContext()
            .attributes(scan.scanFilter().keySet())
            .attributes(scan.attributesToGet())
            .with(
                "dynamodb:select",
                selected(
                    scan.select(),
                    scan.projectionExpression() != null || scan.hasAttributesToGet(),
                    scan.indexName()))
            .with("dynamodb:fulltablescan", true)
            .with("dynamodb:returnconsumedcapacity", scan.returnConsumedCapacity());
    keyNames(context, table(scan.tableName(), caller), scan.indexName());
    var placeholders = both(scan.expressionAttributeNames(), scan.expressionAttributeValues());
    condition(context, scan.filterExpression(), placeholders);
    project(context, scan.projectionExpression(), placeholders);
    return context;
  }

  private static @Nullable Placeholders names(Map<String, String> names) {
    return both(names, Map.of());
  }

  private static @Nullable Placeholders both(
      Map<String, String> names, Map<String, AttributeValue> values) {
    try {
      return Placeholders.of(false, names, false, values);
    } catch (AwsServiceException invalid) {
      return null;
    }
  }

  private static void condition(
      ItemContext context, @Nullable String expression, @Nullable Placeholders placeholders) {
    if (expression != null && placeholders != null) {
      ifValid(
          () ->
              context.attributes(
                  Expressions.condition("ConditionExpression", expression, placeholders)));
    }
  }

  private static void project(
      ItemContext context, @Nullable String expression, @Nullable Placeholders placeholders) {
    if (expression != null && placeholders != null) {
      ifValid(() -> context.attributes(Expressions.projection(expression, placeholders)));
    }
  }

  private static void ifValid(Runnable reading) {
    try {
      reading.run();
    } catch (AwsServiceException invalid) {
      // The operation refuses it with the same words, once the caller is allowed to ask.
      return;
    }
  }
}
