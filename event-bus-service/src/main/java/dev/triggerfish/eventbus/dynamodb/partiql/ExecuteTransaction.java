package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.read.TransactReads;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.write.ItemWrites;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;

/** Runs up to 100 statements as one transaction: all read one item, or all write one. */
final class ExecuteTransaction implements OperationGroup {

  private final StatementAccess access;
  private final Tables tables;
  private final TransactReads reads;
  private final ItemWrites writes;

  ExecuteTransaction(
      StatementAccess access, Tables tables, TransactReads reads, ItemWrites writes) {
    this.access = access;
    this.tables = tables;
    this.reads = reads;
    this.writes = writes;
  }

  /**
   * Each statement is authorized for itself. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html">AWS</a>.
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {"TransactStatements", "ClientRequestToken", "ReturnConsumedCapacity"})
  ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request, Caller caller) {
    var selects = new ArrayList<Statement.Select>();
    var written = new ArrayList<Statement.Write>();
    for (var i = 0; i < request.transactStatements().size(); i++) {
      var statement = request.transactStatements().get(i);
      switch (in(i, () -> parsed(statement))) {
        case Statement.Select select -> selects.add(select);
        case Statement.Write write -> written.add(write);
      }
    }
    if (!selects.isEmpty() && !written.isEmpty()) {
      throw AwsErrors.validation(
          "The entire transaction must consist of either read statements or write statements, you"
              + " cannot mix both in one transaction");
    }
    var all = selects.isEmpty() ? written : selects;
    all.forEach(
        statement ->
            access.require(
                statement, "ExecuteTransaction", request.returnConsumedCapacity(), caller));
    return selects.isEmpty() ? write(written, request, caller) : read(selects, request, caller);
  }

  private static Statement parsed(ParameterizedStatement request) {
    var statement = StatementParser.parse(request.statement(), request.parameters());
    if (StatementWrites.returns(statement)) {
      throw AwsErrors.validation("RETURNING clause is not supported in ExecuteTransaction.");
    }
    return statement;
  }

  private ExecuteTransactionResponse read(
      List<Statement.Select> selects, ExecuteTransactionRequest request, Caller caller) {
    var asked = new ArrayList<TransactReads.Asked>();
    for (var i = 0; i < selects.size(); i++) {
      asked.add(asked(i, selects.get(i), caller));
    }
    var read = reads.read(asked, request.returnConsumedCapacity());
    return ExecuteTransactionResponse.builder()
        .responses(read.responses())
        .consumedCapacity(read.consumed().isEmpty() ? null : read.consumed())
        .build();
  }

  private TransactReads.Asked asked(int number, Statement.Select select, Caller caller) {
    var name = select.source().table();
    var table = tables.ofItems(name, caller);
    var columns = select.columns();
    return in(
        number,
        () -> {
          if (select.source().index() != null) {
            throw AwsErrors.validation("Reads on indices are not supported within transactions.");
          }
          var target = WhereKey.ofRead(table, select);
          if (target == null) {
            throw AwsErrors.validation(
                "Select statements within ExecuteTransaction must specify the primary key in the"
                    + " where clause.");
          }
          return new TransactReads.Asked(
              name,
              table,
              ItemKeys.ofKey(table, target.key()),
              item -> columns == null ? item : columns.of(item));
        });
  }

  private ExecuteTransactionResponse write(
      List<Statement.Write> written, ExecuteTransactionRequest request, Caller caller) {
    var intents = new ArrayList<ItemWrites.Intent>();
    for (var i = 0; i < written.size(); i++) {
      var statement = written.get(i);
      var onFailure = request.transactStatements().get(i).returnValuesOnConditionCheckFailure();
      var intent = in(i, () -> StatementWrites.intent(statement, onFailure));
      var table = tables.ofItems(intent.tableName(), caller);
      // What is wrong with it without regard to items says which statement it is.
      in(i, () -> intent.write().apply(table));
      intents.add(intent);
    }
    var token = request.clientRequestToken();
    var done =
        writes.transact(
            intents,
            token == null ? null : ItemWrites.token(token, request.transactStatements(), caller),
            caller);
    return ExecuteTransactionResponse.builder()
        .consumedCapacity(done.consumed(request.returnConsumedCapacity()))
        .build();
  }

  /** Says in errors of a statement which one it is. */
  private static <T> T in(int number, Supplier<T> checking) {
    try {
      return checking.get();
    } catch (AwsServiceException e) {
      if (!isValidation(e)) {
        throw e;
      }
      throw AwsErrors.validation(
          "Validation failed in TransactStatements["
              + number
              + "]: "
              + e.awsErrorDetails().errorMessage());
    }
  }

  private static boolean isValidation(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details != null && "ValidationException".equals(details.errorCode());
  }
}
