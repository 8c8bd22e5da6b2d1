package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Asked;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Order;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Position;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.write.ItemWrites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Runs up to 25 statements, each for itself: all read one item, or all write one. */
final class BatchExecuteStatement implements OperationGroup {

  private final StatementAccess access;
  private final Tables tables;
  private final SelectReads reads;
  private final ItemWrites writes;

  BatchExecuteStatement(
      StatementAccess access, Tables tables, SelectReads reads, ItemWrites writes) {
    this.access = access;
    this.tables = tables;
    this.reads = reads;
    this.writes = writes;
  }

  /** A statement, or why it cannot be read. */
  private sealed interface Parsed {
    record Valid(Statement statement) implements Parsed {}

    record Invalid(AwsServiceException error) implements Parsed {}
  }

  /** What a statement has come to. */
  private record Outcome(
      @Nullable Map<String, AttributeValue> item, @Nullable ConsumedCapacity consumed) {}

  /**
   * Each statement is authorized for itself. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html">AWS</a>.
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {"Statements", "ReturnConsumedCapacity"})
  BatchExecuteStatementResponse batchExecuteStatement(
      BatchExecuteStatementRequest request, Caller caller) {
    var parsed = request.statements().stream().map(BatchExecuteStatement::parsed).toList();
    requireOneKind(parsed);
    var responses = new ArrayList<BatchStatementResponse>();
    var consumed = new ArrayList<ConsumedCapacity>();
    for (var i = 0; i < parsed.size(); i++) {
      switch (parsed.get(i)) {
        case Parsed.Invalid(var error) -> responses.add(failed(error, null));
        case Parsed.Valid(var statement) ->
            responses.add(
                response(
                    statement,
                    request.statements().get(i),
                    request.returnConsumedCapacity(),
                    caller,
                    consumed));
      }
    }
    return BatchExecuteStatementResponse.builder()
        .responses(responses)
        .consumedCapacity(consumed.isEmpty() ? null : consumed)
        .build();
  }

  private static Parsed parsed(BatchStatementRequest request) {
    try {
      var statement = StatementParser.parse(request.statement(), request.parameters());
      return statement instanceof Statement.Exists
          ? new Parsed.Invalid(
              AwsErrors.validation("EXISTS can only be used in ExecuteTransaction write requests."))
          : new Parsed.Valid(statement);
    } catch (AwsServiceException e) {
      return new Parsed.Invalid(e);
    }
  }

  private static void requireOneKind(List<Parsed> all) {
    var kinds =
        all.stream()
            .filter(Parsed.Valid.class::isInstance)
            .map(parsed -> ((Parsed.Valid) parsed).statement() instanceof Statement.Write)
            .distinct()
            .count();
    if (kinds > 1) {
      throw AwsErrors.validation(
          "The entire batch must consist of either read statements or write statements, you cannot"
              + " mix both in one batch");
    }
  }

  private BatchStatementResponse response(
      Statement statement,
      BatchStatementRequest request,
      @Nullable ReturnConsumedCapacity wanted,
      Caller caller,
      List<ConsumedCapacity> consumed) {
    Table table = null;
    try {
      access.require(statement, null, wanted, caller);
      table = tables.ofItems(statement.source().table(), caller);
      var outcome =
          switch (statement) {
            case Statement.Select select -> read(select, table, request, wanted);
            case Statement.Write write -> write(write, request, wanted, caller);
          };
      if (outcome.consumed != null) {
        consumed.add(outcome.consumed);
      }
      var response = BatchStatementResponse.builder().tableName(table.name());
      if (outcome.item != null) {
        response.item(outcome.item);
      }
      return response.build();
    } catch (AwsServiceException e) {
      return failed(e, table);
    }
  }

  private Outcome read(
      Statement.Select select,
      Table table,
      BatchStatementRequest request,
      @Nullable ReturnConsumedCapacity wanted) {
    if (WhereKey.ofRead(table, select) == null) {
      throw AwsErrors.validation(
          "Select statements within BatchExecuteStatement must specify the primary key in the where"
              + " clause.");
    }
    var consistent = Boolean.TRUE.equals(request.consistentRead());
    var asked = new Asked(table, null, select.where(), null, consistent);
    var found = reads.read(asked, Order.NONE, Position.START, null, wanted);
    var item = found.items().isEmpty() ? null : found.items().getFirst();
    var columns = select.columns();
    return new Outcome(item == null || columns == null ? item : columns.of(item), found.consumed());
  }

  private Outcome write(
      Statement.Write write,
      BatchStatementRequest request,
      @Nullable ReturnConsumedCapacity wanted,
      Caller caller) {
    var change =
        writes.write(
            StatementWrites.intent(write, request.returnValuesOnConditionCheckFailure()), caller);
    return new Outcome(
        StatementWrites.returned(write, change),
        ItemWrites.consumed(write.source().table(), change, wanted));
  }

  /** Errors that a statement has; any other one fails the whole batch. */
  private static BatchStatementResponse failed(AwsServiceException error, @Nullable Table table) {
    var told = BatchStatementError.builder();
    switch (error) {
      case ConditionalCheckFailedException failed -> {
        told.code(BatchStatementErrorCodeEnum.CONDITIONAL_CHECK_FAILED)
            .message(failed.getMessage());
        if (failed.hasItem()) {
          told.item(failed.item());
        }
      }
      case DuplicateItemException duplicate ->
          told.code(BatchStatementErrorCodeEnum.DUPLICATE_ITEM).message(duplicate.getMessage());
      case ResourceNotFoundException missing ->
          told.code(BatchStatementErrorCodeEnum.RESOURCE_NOT_FOUND).message(missing.getMessage());
      default -> told.code(code(error)).message(error.awsErrorDetails().errorMessage());
    }
    var response = BatchStatementResponse.builder().error(told.build());
    return table == null ? response.build() : response.tableName(table.name()).build();
  }

  private static BatchStatementErrorCodeEnum code(AwsServiceException error) {
    var details = error.awsErrorDetails();
    return switch (details == null ? "" : details.errorCode()) {
      case "ValidationException" -> BatchStatementErrorCodeEnum.VALIDATION_ERROR;
      case "AccessDeniedException" -> BatchStatementErrorCodeEnum.ACCESS_DENIED;
      default -> throw error;
    };
  }
}
