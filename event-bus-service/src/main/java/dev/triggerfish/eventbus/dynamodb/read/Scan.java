package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Expressions;
import dev.triggerfish.eventbus.dynamodb.expression.LegacyConditions;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles.Parameter;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.row.RowKeys;
import dev.triggerfish.eventbus.dynamodb.row.RowRange;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Reads all items of a table or index, or a segment of them. */
final class Scan implements OperationGroup {

  private final Tables tables;
  private final ItemRows rows;
  private final ReadMeter meter;

  Scan(Tables tables, ItemRows rows, ReadMeter meter) {
    this.tables = tables;
    this.rows = rows;
    this.meter = meter;
  }

  private record Asked(@Nullable Condition filter, ItemProjection projection) {}

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:Scan",
      resource = "{TableName}/index/{IndexName}",
      acts = {
        "TableName",
        "IndexName",
        "AttributesToGet",
        "Limit",
        "Select",
        "ScanFilter",
        "ConditionalOperator",
        "ExclusiveStartKey",
        "ReturnConsumedCapacity",
        "TotalSegments",
        "Segment",
        "ProjectionExpression",
        "FilterExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues",
        "ConsistentRead"
      })
  ScanResponse scan(ScanRequest request, Caller caller) {
    checkStyles(request);
    requireSegment(request);
    var asked = asked(request);
    var table = tables.ofItems(request.tableName(), caller);
    var source = Source.of(table, request.indexName(), request.consistentRead());
    var page =
        Page.read(
            rows,
            rest(source, request),
            false,
            Page.MOST_BYTES,
            request.limit(),
            asked.filter,
            source.whole(request.select(), rows));
    var response =
        ScanResponse.builder()
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

  private static void checkStyles(ScanRequest request) {
    ParameterStyles.of(
            List.of(
                new Parameter("ProjectionExpression", request.projectionExpression() != null),
                new Parameter("FilterExpression", request.filterExpression() != null)),
            List.of(
                new Parameter("AttributesToGet", request.hasAttributesToGet()),
                new Parameter("ScanFilter", request.hasScanFilter()),
                new Parameter("ConditionalOperator", request.conditionalOperator() != null)))
        .requireUseFor(
            request.hasExpressionAttributeNames(), request.hasExpressionAttributeValues());
    Selection.check(
        request.select(),
        request.projectionExpression() != null,
        request.hasAttributesToGet(),
        request.indexName() != null);
    ItemProjection.requireDistinct(request.attributesToGet());
  }

  private static void requireSegment(ScanRequest request) {
    if (request.segment() != null && request.totalSegments() == null) {
      throw AwsErrors.validation(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (request.totalSegments() == null) {
      return;
    }
    if (request.segment() == null) {
      throw AwsErrors.validation(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    if (request.segment() >= request.totalSegments()) {
      throw AwsErrors.validation(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
              + " Segment: "
              + request.segment()
              + " is not less than TotalSegments: "
              + request.totalSegments());
    }
  }

  private static Asked asked(ScanRequest request) {
    var legacyFilter = LegacyConditions.filter(request.scanFilter(), request.conditionalOperator());
    var placeholders =
        Placeholders.of(
            request.hasExpressionAttributeNames(),
            request.expressionAttributeNames(),
            request.hasExpressionAttributeValues(),
            request.expressionAttributeValues());
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
    return new Asked(filter, projection);
  }

  private static RowRange rest(Source source, ScanRequest request) {
    var range =
        request.totalSegments() == null
            ? RowKeys.all(source.id())
            : RowKeys.segment(source.id(), request.segment(), request.totalSegments());
    var start = source.startAfter(request.hasExclusiveStartKey(), request.exclusiveStartKey());
    if (start == null) {
      return range;
    }
    if (!range.contains(start)) {
      throw AwsErrors.validation(
          "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
              + " ExclusiveStartKey with correct Segment. TotalSegments: "
              + request.totalSegments()
              + " Segment: "
              + request.segment());
    }
    return range.after(start);
  }
}
