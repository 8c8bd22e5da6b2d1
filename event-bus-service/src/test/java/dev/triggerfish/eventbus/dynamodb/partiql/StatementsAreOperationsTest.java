package dev.triggerfish.eventbus.dynamodb.partiql;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.Seed;
import dev.triggerfish.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Random statements, each of which comes to what the operation comes to that says the same by
 * expressions. Both write to a table of their own, and the tables stay the same.
 */
@OnEachDatabase("dynamodb")
class StatementsAreOperationsTest {

  private static final int STATEMENTS = 400;
  private static final String STATED = "stated";
  private static final String EXPRESSED = "expressed";
  private static final String OVERLAP = "Overlapping conditions with range keys";

  private final Random random = Seed.random(StatementsAreOperationsTest.class);
  private final DynamoFixture fixture;
  private final DynamoDbClient dynamo;

  /** Values of the expression and of the statement's parameters. */
  private final Map<String, AttributeValue> values = new HashMap<>();

  private final List<AttributeValue> parameters = new ArrayList<>();

  StatementsAreOperationsTest(TestDatabase database) {
    fixture = new DynamoFixture(database);
    dynamo = fixture.client();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** The same, as a statement and as an expression say it. */
  private record Said(String statement, String expression) {}

  /** What became of a call: what it gave, or which error. */
  private record Outcome(@Nullable Object answer, String error) {}

  @Test
  void randomStatementsComeToWhatOperationsComeTo() {
    fixture.table(STATED, "N");
    fixture.table(EXPRESSED, "N");
    var found = 0;
    for (var i = 0; i < STATEMENTS; i++) {
      values.clear();
      parameters.clear();
      switch (random.nextInt(5)) {
        case 0, 1 -> insert();
        case 2 -> update();
        case 3 -> found += select();
        default -> delete();
      }
    }
    assertThat(found).as("Items that were found").isPositive();
    assertThat(all(STATED)).isEqualTo(all(EXPRESSED)).isNotEmpty();
  }

  private void insert() {
    var item = new HashMap<>(key());
    for (var name : List.of("x", "y")) {
      if (random.nextInt(4) > 0) {
        item.put(name, random.nextBoolean() ? n(random.nextInt(4)) : s(text()));
      }
    }
    var literal = new ArrayList<String>();
    item.forEach((name, value) -> literal.add("'" + name + "': " + stated(value)));
    compare(
        outcome(() -> run("INSERT INTO stated VALUE {" + String.join(", ", literal) + "}").items()),
        outcome(
            () -> {
              dynamo.putItem(
                  p ->
                      p.tableName(EXPRESSED)
                          .item(item)
                          .conditionExpression("attribute_not_exists(p)"));
              return List.of();
            }));
  }

  private void update() {
    var key = key();
    var actions = actions(random.nextBoolean() ? "x" : "y");
    var where = where(key);
    compare(
        outcome(
            () ->
                run("UPDATE stated "
                        + actions.statement
                        + " WHERE "
                        + where.statement
                        + " RETURNING ALL NEW *")
                    .items()),
        outcome(
            () ->
                List.of(
                    dynamo
                        .updateItem(
                            u ->
                                u.tableName(EXPRESSED)
                                    .key(key)
                                    .updateExpression(actions.expression)
                                    .conditionExpression(
                                        "attribute_exists(p) AND " + where.expression)
                                    .expressionAttributeValues(used())
                                    .returnValues(ReturnValue.ALL_NEW))
                        .attributes())));
  }

  private Said actions(String name) {
    if (random.nextInt(3) == 0) {
      return new Said("REMOVE " + name, "REMOVE " + name);
    }
    var value = value();
    return new Said(
        "SET " + name + " = " + value.statement, "SET " + name + " = " + value.expression);
  }

  private void delete() {
    var key = key();
    var where = where(key);
    compare(
        outcome(
            () ->
                run("DELETE FROM stated WHERE " + where.statement + " RETURNING ALL OLD *")
                    .items()),
        outcome(
            () -> {
              var response =
                  dynamo.deleteItem(
                      d ->
                          d.tableName(EXPRESSED)
                              .key(key)
                              .conditionExpression(where.expression)
                              .expressionAttributeValues(used())
                              .returnValues(ReturnValue.ALL_OLD));
              return response.hasAttributes() ? List.of(response.attributes()) : List.of();
            }));
  }

  private int select() {
    var where = condition(3);
    var stated =
        outcome(() -> new HashSet<>(run("SELECT * FROM stated WHERE " + where.statement).items()));
    if (stated.error.startsWith(OVERLAP)) {
      return 0;
    }
    var expressed =
        outcome(
            () ->
                new HashSet<>(
                    dynamo
                        .scan(
                            q ->
                                q.tableName(EXPRESSED)
                                    .filterExpression(where.expression)
                                    .expressionAttributeValues(used()))
                        .items()));
    assertThat(stated).as(where.statement + " with " + parameters).isEqualTo(expressed);
    return stated.answer instanceof Set<?> items ? items.size() : 0;
  }

  private static Outcome outcome(Supplier<Object> call) {
    try {
      return new Outcome(call.get(), "");
    } catch (ConditionalCheckFailedException | DuplicateItemException e) {
      return new Outcome(null, "not as it must be");
    } catch (AwsServiceException e) {
      return new Outcome(null, e.awsErrorDetails().errorMessage());
    }
  }

  private static void compare(Outcome stated, Outcome expressed) {
    assertThat(stated).isEqualTo(expressed);
  }

  private Set<Map<String, AttributeValue>> all(String table) {
    return new HashSet<>(dynamo.scan(q -> q.tableName(table)).items());
  }

  private ExecuteStatementResponse run(String statement) {
    var request = ExecuteStatementRequest.builder().statement(statement);
    if (!parameters.isEmpty()) {
      request.parameters(parameters);
    }
    return dynamo.executeStatement(request.build());
  }

  private Map<String, AttributeValue> key() {
    return Map.of("p", s(text()), "s", n(random.nextInt(4)));
  }

  private String text() {
    return List.of("a", "b", "it's").get(random.nextInt(3));
  }

  /** A literal, or a parameter. */
  private String stated(AttributeValue value) {
    if (random.nextInt(3) == 0) {
      parameters.add(value);
      return "?";
    }
    return value.s() == null ? value.n() : "'" + value.s().replace("'", "''") + "'";
  }

  private Said said(AttributeValue value) {
    var placeholder = ":v" + values.size();
    values.put(placeholder, value);
    return new Said(stated(value), placeholder);
  }

  private Said value() {
    return said(random.nextBoolean() ? n(random.nextInt(4)) : s(text()));
  }

  private @Nullable Map<String, AttributeValue> used() {
    return values.isEmpty() ? null : values;
  }

  /** The key is a part of a statement's condition alone. */
  private Said where(Map<String, AttributeValue> key) {
    var named =
        "p = "
            + stated(Objects.requireNonNull(key.get("p")))
            + " AND s = "
            + stated(Objects.requireNonNull(key.get("s")));
    var more = condition(2);
    return new Said(named + " AND " + more.statement, more.expression);
  }

  private Said condition(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf();
    }
    var left = condition(depth - 1);
    if (random.nextInt(4) == 0) {
      return new Said("(NOT " + left.statement + ")", "(NOT " + left.expression + ")");
    }
    var right = condition(depth - 1);
    var operator = random.nextBoolean() ? " AND " : " OR ";
    return new Said(
        "(" + left.statement + operator + right.statement + ")",
        "(" + left.expression + operator + right.expression + ")");
  }

  private Said leaf() {
    return switch (random.nextInt(8)) {
      case 0 -> compared("p", said(s(text())));
      case 1 -> compared("s", said(n(random.nextInt(4))));
      case 2 -> {
        var one = said(s(text()));
        var other = said(n(random.nextInt(4)));
        yield new Said(
            "x IN [" + one.statement + ", " + other.statement + "]",
            "x IN (" + one.expression + ", " + other.expression + ")");
      }
      case 3 -> {
        var low = said(n(random.nextInt(3)));
        var high = said(n(3));
        yield new Said(
            "y BETWEEN " + low.statement + " AND " + high.statement,
            "y BETWEEN " + low.expression + " AND " + high.expression);
      }
      case 4 -> new Said("x IS MISSING", "attribute_not_exists(x)");
      case 5 -> {
        var part = said(s(text()));
        yield new Said(
            "contains(y, " + part.statement + ")", "contains(y, " + part.expression + ")");
      }
      case 6 -> {
        var two = said(n(1));
        yield new Said("size(y) > " + two.statement, "size(y) > " + two.expression);
      }
      default -> compared(random.nextBoolean() ? "x" : "y", value());
    };
  }

  private Said compared(String name, Said value) {
    var comparator = List.of("=", "<>", "<", "<=", ">", ">=").get(random.nextInt(6));
    return new Said(
        name + " " + comparator + " " + value.statement,
        name + " " + comparator + " " + value.expression);
  }
}
