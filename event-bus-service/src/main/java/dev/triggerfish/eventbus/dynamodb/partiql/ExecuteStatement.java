package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.paging.PageToken;
import dev.triggerfish.eventbus.dynamodb.item.ItemCodec;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Asked;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Direction;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Order;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Position;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.write.ItemWrites;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;

/** Runs a statement. */
final class ExecuteStatement implements OperationGroup {

  private final StatementAccess access;
  private final Tables tables;
  private final SelectReads reads;
  private final ItemWrites writes;

  ExecuteStatement(StatementAccess access, Tables tables, SelectReads reads, ItemWrites writes) {
    this.access = access;
    this.tables = tables;
    this.reads = reads;
    this.writes = writes;
  }

  /**
   * The statement is authorized for itself. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html">AWS</a>.
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {
        "Statement",
        "Parameters",
        "ConsistentRead",
        "NextToken",
        "ReturnConsumedCapacity",
        "Limit",
        "ReturnValuesOnConditionCheckFailure"
      })
  ExecuteStatementResponse executeStatement(ExecuteStatementRequest request, Caller caller) {
    var statement = StatementParser.parse(request.statement(), request.parameters());
    if (statement instanceof Statement.Exists) {
      throw AwsErrors.validation("EXISTS can only be used in ExecuteTransaction write requests.");
    }
    access.require(statement, null, request.returnConsumedCapacity(), caller);
    return switch (statement) {
      case Statement.Select select -> select(select, request, caller);
      case Statement.Write write -> write(write, request, caller);
    };
  }

  private ExecuteStatementResponse select(
      Statement.Select select, ExecuteStatementRequest request, Caller caller) {
    var table = tables.ofItems(select.source().table(), caller);
    var columns = select.columns();
    var asked =
        new Asked(
            table,
            select.source().index(),
            select.where(),
            columns == null ? null : columns.attributes(),
            Boolean.TRUE.equals(request.consistentRead()));
    var found =
        reads.read(
            asked,
            order(select, asked),
            position(request, caller),
            request.limit(),
            request.returnConsumedCapacity());
    var response =
        ExecuteStatementResponse.builder()
            .items(
                columns == null ? found.items() : found.items().stream().map(columns::of).toList())
            .consumedCapacity(found.consumed());
    if (found.last() != null) {
      response.lastEvaluatedKey(found.last());
    }
    if (found.next() != null) {
      response.nextToken(token(found.next(), request, caller));
    }
    return response.build();
  }

  private static Order order(Statement.Select select, Asked asked) {
    if (select.orderings().isEmpty()) {
      return Order.NONE;
    }
    if (select.where() == null) {
      throw AwsErrors.validation(
          "Must have WHERE clause in the statement when using ORDER BY clause.");
    }
    if (asked.isScan()) {
      throw AwsErrors.validation(
          "Must have at least one non-optional hash key condition in WHERE clause when using ORDER"
              + " BY clause.");
    }
    Direction partitions = null;
    Direction sort = null;
    for (var ordering : select.orderings()) {
      var name = ordering.path().attribute();
      if (!ordering.path().isAttribute() || !asked.key().names().contains(name)) {
        throw AwsErrors.validation(
            "Variable reference " + name + " in ORDER BY clause must be part of the primary key");
      }
      if (asked.key().partition().contains(name)) {
        partitions = ordering.direction();
      } else {
        sort = ordering.direction();
      }
    }
    if (partitions == null && asked.leadingKeys().size() > 1) {
      throw AwsErrors.validation(
          "Must have hash key in ORDER BY clause when more than one hash key condition specified in"
              + " WHERE clause.");
    }
    return new Order(partitions, sort);
  }

  private ExecuteStatementResponse write(
      Statement.Write write, ExecuteStatementRequest request, Caller caller) {
    if (request.nextToken() != null) {
      throw invalidToken();
    }
    var change =
        writes.write(
            StatementWrites.intent(write, request.returnValuesOnConditionCheckFailure()), caller);
    var returned = StatementWrites.returned(write, change);
    return ExecuteStatementResponse.builder()
        .items(returned == null ? List.of() : List.of(returned))
        .consumedCapacity(
            ItemWrites.consumed(write.source().table(), change, request.returnConsumedCapacity()))
        .build();
  }

  private static Position position(ExecuteStatementRequest request, Caller caller) {
    if (request.nextToken() == null) {
      return Position.START;
    }
    var text = PageToken.decode(scope(request, caller), request.nextToken());
    if (text == null) {
      throw invalidToken();
    }
    var colon = text.indexOf(':');
    return new Position(
        Integer.parseInt(text.substring(0, colon)),
        ItemCodec.read(Base64.getDecoder().decode(text.substring(colon + 1))));
  }

  private static RuntimeException invalidToken() {
    return AwsErrors.validation("NextToken does not match request");
  }

  private static String token(Position next, ExecuteStatementRequest request, Caller caller) {
    var after = Base64.getEncoder().encodeToString(ItemCodec.write(next.after()));
    return PageToken.encode(scope(request, caller), next.part() + ":" + after);
  }

  private static String scope(ExecuteStatementRequest request, Caller caller) {
    return String.join(
        "\0",
        caller.accountId(),
        caller.region(),
        request.statement(),
        request.parameters().toString());
  }
}
