package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.access.ItemContext;
import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Expressions;
import dev.triggerfish.eventbus.dynamodb.expression.KeyCondition;
import dev.triggerfish.eventbus.dynamodb.expression.LegacyConditions;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles.Parameter;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.row.RowKey;
import dev.triggerfish.eventbus.dynamodb.row.RowRange;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Reads the items of a partition, in the order of their sort keys. */
final class Query implements OperationGroup {

  private final Tables tables;
  private final ItemRows rows;
  private final ReadMeter meter;

  Query(Tables tables, ItemRows rows, ReadMeter meter) {
    this.tables = tables;
    this.rows = rows;
    this.meter = meter;
  }

  /** A request with its expressions read. */
  private record Asked(
      List<KeyCondition> keys, @Nullable Condition filter, ItemProjection projection) {}

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:Query",
      resource = "{TableName}/index/{IndexName}",
      acts = {
        "TableName",
        "IndexName",
        "Select",
        "AttributesToGet",
        "Limit",
        "ConsistentRead",
        "KeyConditions",
        "QueryFilter",
        "ConditionalOperator",
        "ScanIndexForward",
        "ExclusiveStartKey",
        "ReturnConsumedCapacity",
        "ProjectionExpression",
        "FilterExpression",
        "KeyConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues"
      })
  QueryResponse query(QueryRequest request, Caller caller) {
    checkStyles(request);
    var asked = asked(request);
    var table = tables.ofItems(request.tableName(), caller);
    var source = Source.of(table, request.indexName(), request.consistentRead());
    var keys = QueryKeys.of(source, asked.keys);
    var start = source.startAfter(request.hasExclusiveStartKey(), request.exclusiveStartKey());
    requireNoKeyIn(source, asked.filter, request.hasQueryFilter());
    var backward = Boolean.FALSE.equals(request.scanIndexForward());
    var page =
        Page.read(
            rows,
            rest(keys.range(), start, backward),
            backward,
            Page.MOST_BYTES,
            request.limit(),
            asked.filter,
            source.whole(request.select(), rows));
    var response =
        QueryResponse.builder()
            .count(page.items().size())
            .scannedCount(page.scanned())
            .consumedCapacity(
                meter.consumed(
                    table,
                    request.tableName(),
                    source.index(),
                    ReadCapacity.units(page.bytes(), request.consistentRead()),
                    request.returnConsumedCapacity()));
    if (request.select() != Select.COUNT) {
      response.items(page.items().stream().map(asked.projection::of).toList());
    }
    if (page.last() != null) {
      response.lastEvaluatedKey(source.cursor(page.last()));
    }
    return response.build();
  }

  private static void checkStyles(QueryRequest request) {
    ParameterStyles.of(
            List.of(
                new Parameter("ProjectionExpression", request.projectionExpression() != null),
                new Parameter("FilterExpression", request.filterExpression() != null),
                new Parameter("KeyConditionExpression", request.keyConditionExpression() != null)),
            List.of(
                new Parameter("AttributesToGet", request.hasAttributesToGet()),
                new Parameter("QueryFilter", request.hasQueryFilter()),
                new Parameter("ConditionalOperator", request.conditionalOperator() != null),
                new Parameter(
                    "KeyConditions",
                    request.hasKeyConditions() && request.keyConditionExpression() != null)))
        .requireUseFor(
            request.hasExpressionAttributeNames(), request.hasExpressionAttributeValues());
    Selection.check(
        request.select(),
        request.projectionExpression() != null,
        request.hasAttributesToGet(),
        request.indexName() != null);
  }

  private static Asked asked(QueryRequest request) {
    var legacyFilter =
        LegacyConditions.filter(request.queryFilter(), request.conditionalOperator());
    ItemProjection.requireDistinct(request.attributesToGet());
    if (!request.hasKeyConditions() && request.keyConditionExpression() == null) {
      throw AwsErrors.validation(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    var placeholders =
        Placeholders.of(
            request.hasExpressionAttributeNames(),
            request.expressionAttributeNames(),
            request.hasExpressionAttributeValues(),
            request.expressionAttributeValues());
    var keys =
        request.keyConditionExpression() == null
            ? LegacyConditions.keyConditions(request.keyConditions())
            : Expressions.keyConditions(request.keyConditionExpression(), placeholders);
    var filter =
        request.filterExpression() == null
            ? legacyFilter
            : Expressions.condition("FilterExpression", request.filterExpression(), placeholders);
    var projection =
        ItemProjection.of(
            request.projectionExpression(),
            request.hasAttributesToGet(),
            request.attributesToGet(),
            placeholders);
    placeholders.requireAllUsed();
    if (keys.isEmpty()) {
      throw AwsErrors.validation("Conditions can be of length 1 or 2 only");
    }
    return new Asked(keys, filter, projection);
  }

  private static void requireNoKeyIn(Source source, @Nullable Condition filter, boolean legacy) {
    if (filter == null) {
      return;
    }
    var attributes = new ItemContext().attributes(filter).attributeNames();
    for (var name : source.key().names()) {
      if (attributes.contains(name)) {
        throw AwsErrors.validation(
            (legacy ? "QueryFilter" : "Filter Expression")
                + " can only contain non-primary key attributes: Primary key attribute: "
                + name);
      }
    }
  }

  private static RowRange rest(RowRange range, @Nullable RowKey start, boolean backward) {
    if (start == null) {
      return range;
    }
    if (!range.contains(start)) {
      throw AwsErrors.validation(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
    return backward ? range.before(start) : range.after(start);
  }
}
