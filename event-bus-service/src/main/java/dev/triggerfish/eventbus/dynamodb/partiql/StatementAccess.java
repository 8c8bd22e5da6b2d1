package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.eventbus.dynamodb.access.ItemContext;
import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Asked;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.table.Tables.TableName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Authorizes statements, each for itself, by actions of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html">IAM
 *     security policies with PartiQL for DynamoDB</a>
 */
final class StatementAccess {

  private final Tables tables;
  private final Authorizer authorizer;

  StatementAccess(Tables tables, Authorizer authorizer) {
    this.tables = tables;
    this.authorizer = authorizer;
  }

  /**
   * Refuses a statement that the caller may not run.
   *
   * @param enclosing the transaction that holds the statement; null if none does
   */
  void require(
      Statement statement,
      @Nullable String enclosing,
      @Nullable ReturnConsumedCapacity returned,
      Caller caller) {
    var source = statement.source();
    var name = TableName.of(source.table(), caller);
    var table = tables.find(name);
    var context =
        new ItemContext()
            .with("dynamodb:enclosingoperation", enclosing)
            .with("dynamodb:returnconsumedcapacity", returned);
    if (table != null) {
      context.resource(table);
    }
    describe(statement, table, context);
    authorizer.require(
        caller,
        action(statement),
        source.index() == null ? name.arn() : name.arn() + "/index/" + source.index(),
        context.keys());
  }

  private static String action(Statement statement) {
    return switch (statement) {
      case Statement.Select _, Statement.Exists _ -> "dynamodb:PartiQLSelect";
      case Statement.Insert _ -> "dynamodb:PartiQLInsert";
      case Statement.Update _ -> "dynamodb:PartiQLUpdate";
      case Statement.Delete _ -> "dynamodb:PartiQLDelete";
    };
  }

  private static void describe(Statement statement, @Nullable Table table, ItemContext context) {
    switch (statement) {
      case Statement.Select select -> select(select, table, context);
      case Statement.Exists(var select) -> select(select, table, context);
      case Statement.Insert(_, var item) -> {
        context.attributes(item.keySet());
        if (table != null) {
          context.leadingKey(table, item);
        }
      }
      case Statement.Update(_, var update, var where, var returned) -> {
        context.attributes(update);
        written(where, returned, table, context);
      }
      case Statement.Delete(_, var where, var returned) -> written(where, returned, table, context);
    }
  }

  private static void written(
      @Nullable Condition where, ReturnValue returned, @Nullable Table table, ItemContext context) {
    context.attributes(where).with("dynamodb:returnvalues", returned);
    if (table != null) {
      ifValid(() -> context.leadingKey(table, WhereKey.of(table, where).key()));
    }
  }

  private static void select(Statement.Select select, @Nullable Table table, ItemContext context) {
    var columns = select.columns();
    var index = select.source().index();
    context.attributes(select.where());
    context.attributes(
        select.orderings().stream().map(ordering -> ordering.path().attribute()).toList());
    if (columns != null) {
      context.attributes(columns.attributes());
    }
    context.with(
        "dynamodb:select",
        columns != null
            ? Select.SPECIFIC_ATTRIBUTES
            : index == null ? Select.ALL_ATTRIBUTES : Select.ALL_PROJECTED_ATTRIBUTES);
    if (table == null) {
      return;
    }
    // Keys are read whether they are named or not: policies must list them, AWS says.
    context.attributes(table.key().names());
    var asked = new Asked(table, index, select.where(), null, false);
    ifValid(
        () -> {
          context.attributes(asked.key().names());
          context.with("dynamodb:fulltablescan", asked.isScan());
          asked.leadingKeys().forEach(context::leadingKey);
        });
  }

  private static void ifValid(Runnable reading) {
    try {
      reading.run();
    } catch (AwsServiceException invalid) {
      // The statement is refused with the same words, once the caller is allowed to run it.
      return;
    }
  }
}
