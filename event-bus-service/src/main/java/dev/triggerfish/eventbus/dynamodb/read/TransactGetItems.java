package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.access.ItemContext;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/** Reads up to 100 items as of one moment. */
final class TransactGetItems implements OperationGroup {

  private final Tables tables;
  private final TransactReads reads;
  private final Authorizer authorizer;

  TransactGetItems(Tables tables, TransactReads reads, Authorizer authorizer) {
    this.tables = tables;
    this.reads = reads;
    this.authorizer = authorizer;
  }

  /**
   * Each item is authorized for itself. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html">AWS</a>.
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {"TransactItems", "ReturnConsumedCapacity"})
  TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request, Caller caller) {
    var asked =
        request.transactItems().stream()
            .map(item -> asked(item.get(), request.returnConsumedCapacity(), caller))
            .toList();
    var read = reads.read(asked, request.returnConsumedCapacity());
    return TransactGetItemsResponse.builder()
        .responses(read.responses())
        .consumedCapacity(read.consumed())
        .build();
  }

  private TransactReads.Asked asked(
      Get get, @Nullable ReturnConsumedCapacity returned, Caller caller) {
    var key = ValueCheck.item(get.key());
    var projection =
        ItemProjection.alone(
            get.projectionExpression(),
            get.hasExpressionAttributeNames(),
            get.expressionAttributeNames(),
            false,
            List.of());
    var name = Tables.TableName.of(get.tableName(), caller);
    var table = tables.find(name);
    var context =
        new ItemContext()
            .attributes(projection.parts())
            .attributes(key.keySet())
            .with("dynamodb:select", Selection.of(projection))
            .with("dynamodb:returnconsumedcapacity", returned)
            .with("dynamodb:enclosingoperation", "TransactGetItems");
    if (table != null) {
      context.leadingKey(table, key);
    }
    authorizer.require(caller, "dynamodb:GetItem", name.arn(), context.keys());
    var present = tables.ofItems(get.tableName(), caller);
    return new TransactReads.Asked(
        get.tableName(), present, ItemKeys.ofKey(present, key), projection::of);
  }
}
