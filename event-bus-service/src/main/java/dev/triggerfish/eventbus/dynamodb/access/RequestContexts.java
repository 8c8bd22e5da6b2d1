package dev.triggerfish.eventbus.dynamodb.access;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.eventbus.dynamodb.expression.Expressions;
import dev.triggerfish.eventbus.dynamodb.expression.KeyCondition;
import dev.triggerfish.eventbus.dynamodb.expression.LegacyConditions;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.table.Tables.TableName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
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
      case GetItemRequest get -> get(get, caller).keys();
      case PutItemRequest put -> put(put, caller).keys();
      case DeleteItemRequest delete -> delete(delete, caller).keys();
      case UpdateItemRequest update -> update(update, caller).keys();
      case QueryRequest query -> query(query, caller).keys();
      case ScanRequest scan -> scan(scan).keys();
      default -> Map.of();
    };
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
                "dynamodb:select", selected(get.projectionExpression(), get.hasAttributesToGet()));
    project(context, get.projectionExpression(), names(get.expressionAttributeNames()));
    return context;
  }

  private static String selected(@Nullable String projection, boolean hasNames) {
    return projection == null && !hasNames ? "ALL_ATTRIBUTES" : "SPECIFIC_ATTRIBUTES";
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
            .with("dynamodb:select", query.select())
            .with("dynamodb:returnconsumedcapacity", query.returnConsumedCapacity());
    var placeholders = both(query.expressionAttributeNames(), query.expressionAttributeValues());
    condition(context, query.filterExpression(), placeholders);
    project(context, query.projectionExpression(), placeholders);
    var table = table(query.tableName(), caller);
    ifValid(() -> keys(query, placeholders).forEach(key -> add(context, key, query, table)));
    return context;
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

  private static ItemContext scan(ScanRequest scan) {
    var context =
        new ItemContext()
            .attributes(scan.scanFilter().keySet())
            .attributes(scan.attributesToGet())
            .with("dynamodb:select", scan.select())
            .with("dynamodb:fulltablescan", true)
            .with("dynamodb:returnconsumedcapacity", scan.returnConsumedCapacity());
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
