package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Path;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Parses statements, from left to right, by what the next token is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html">
 *     PartiQL statements for DynamoDB</a>
 */
final class StatementParser {

  private final Tokens tokens;
  private final ValueParser values;
  private final PathParser paths;

  private StatementParser(Tokens tokens) {
    this.tokens = tokens;
    this.values = new ValueParser(tokens);
    this.paths = new PathParser(tokens);
  }

  /**
   * Parses a statement.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     ValidationException}
   */
  static Statement parse(String statement, List<AttributeValue> parameters) {
    var tokens = new Tokens(statement, parameters);
    var parsed = new StatementParser(tokens).statement();
    tokens.requireEnd();
    return parsed;
  }

  private Statement statement() {
    if (tokens.takeWord("SELECT")) {
      return select();
    }
    if (tokens.takeWord("INSERT")) {
      return insert();
    }
    if (tokens.takeWord("UPDATE")) {
      return update();
    }
    if (tokens.takeWord("DELETE")) {
      return delete();
    }
    if (tokens.peek().isWord("EXISTS") && tokens.second().isSymbol("(")) {
      return exists();
    }
    throw Tokens.malformed("Expected data manipulation");
  }

  private Statement.Exists exists() {
    tokens.next();
    tokens.requireSymbol("(");
    tokens.requireWord("SELECT");
    var select = select();
    tokens.requireSymbol(")");
    return new Statement.Exists(select);
  }

  private Statement.Select select() {
    var columns = tokens.takeSymbol("*") ? null : columns();
    if (columns == null && tokens.peek().isSymbol(",")) {
      throw AwsErrors.validation(
          "Other attributes should not be present in the projection when '*' is used.");
    }
    tokens.requireWord("FROM");
    if (!tokens.peek().isName()) {
      throw tokens.unexpected();
    }
    var source = source();
    refuseAlias();
    if (tokens.peek().isSymbol(",")) {
      throw AwsErrors.validation("Only select from a single table or index is supported.");
    }
    var where = where();
    var orderings = orderings();
    var next = tokens.peek();
    if (next.isWord("LIMIT") || next.isWord("GROUP") || next.isWord("HAVING")) {
      throw AwsErrors.validation("Unsupported clause: " + next.text().toUpperCase(Locale.ROOT));
    }
    return new Statement.Select(source, columns, where, orderings);
  }

  private Columns columns() {
    var selected = new ArrayList<Path>();
    do {
      var first = tokens.peek();
      if (tokens.second().isSymbol("(") && first.kind() == Token.Kind.WORD) {
        throw AwsErrors.validation("Unexpected path component " + first.place());
      }
      selected.add(paths.path());
    } while (tokens.takeSymbol(","));
    return new Columns(selected);
  }

  private List<Statement.Ordering> orderings() {
    var orderings = new ArrayList<Statement.Ordering>();
    if (!tokens.takeWord("ORDER")) {
      return orderings;
    }
    tokens.requireWord("BY");
    do {
      var path = paths.path();
      var descends = tokens.takeWord("DESC");
      if (!descends) {
        tokens.takeWord("ASC");
      }
      orderings.add(
          new Statement.Ordering(path, descends ? Direction.DESCENDING : Direction.ASCENDING));
    } while (tokens.takeSymbol(","));
    return orderings;
  }

  private Statement.Insert insert() {
    tokens.requireWord("INTO");
    var source = writtenSource();
    if (tokens.peek().isName()) {
      throw Tokens.malformed("Unexpected token after expression");
    }
    tokens.requireWord("VALUE");
    var item = values.item();
    if (tokens.peek().isWord("RETURNING")) {
      throw AwsErrors.validation("RETURNING is not supported in INSERT");
    }
    return new Statement.Insert(source, item);
  }

  private Statement.Update update() {
    var source = writtenSource();
    refuseAlias();
    var update = new UpdateParser(tokens).update();
    return new Statement.Update(source, update, where(), returned());
  }

  private Statement.Delete delete() {
    tokens.requireWord("FROM");
    var source = writtenSource();
    refuseAlias();
    var where = where();
    var returned = returned();
    if (returned != ReturnValue.NONE && returned != ReturnValue.ALL_OLD) {
      throw AwsErrors.validation(
          "Invalid returning clause: RETURNING "
              + returned.toString().replace("UPDATED", "MODIFIED").replace('_', ' ')
              + " *. Only RETURNING ALL OLD * is allowed in DELETE statements.");
    }
    return new Statement.Delete(source, where, returned);
  }

  private Statement.Source writtenSource() {
    if (!tokens.peek().isName()) {
      throw Tokens.malformed("Expected identifier for simple path");
    }
    var source = source();
    if (source.index() != null) {
      throw AwsErrors.validation("This operation is not supported on an index");
    }
    return source;
  }

  private Statement.Source source() {
    var table = sourceName();
    var index = tokens.takeSymbol(".") ? sourceName() : null;
    if (tokens.peek().isSymbol(".")) {
      throw AwsErrors.validation("A path may contain at most 2 components in the FROM clause");
    }
    return new Statement.Source(table, index);
  }

  private String sourceName() {
    if (!tokens.peek().isName()) {
      throw Tokens.malformed("Invalid path dot component");
    }
    var name = tokens.next().text();
    if (name.isEmpty()) {
      throw AwsErrors.validation("Path component cannot be an empty string");
    }
    return name;
  }

  private void refuseAlias() {
    if (tokens.peek().isWord("AS") || tokens.peek().isName()) {
      throw AwsErrors.validation("Aliasing is not supported");
    }
  }

  private @Nullable Condition where() {
    return tokens.takeWord("WHERE") ? new ConditionParser(tokens).condition() : null;
  }

  private ReturnValue returned() {
    if (!tokens.takeWord("RETURNING")) {
      return ReturnValue.NONE;
    }
    var all = tokens.takeWord("ALL");
    if (!all) {
      tokens.requireWord("MODIFIED");
    }
    var old = tokens.takeWord("OLD");
    if (!old) {
      tokens.requireWord("NEW");
    }
    if (!tokens.takeSymbol("*")) {
      throw AwsErrors.validation(
          "Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
    }
    if (all) {
      return old ? ReturnValue.ALL_OLD : ReturnValue.ALL_NEW;
    }
    return old ? ReturnValue.UPDATED_OLD : ReturnValue.UPDATED_NEW;
  }
}
