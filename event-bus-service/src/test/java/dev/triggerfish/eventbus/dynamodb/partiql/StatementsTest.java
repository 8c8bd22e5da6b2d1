package dev.triggerfish.eventbus.dynamodb.partiql;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class StatementsTest {

  private final DynamoFixture fixture;
  private final DynamoDbClient dynamo;

  StatementsTest(TestDatabase database) {
    fixture = new DynamoFixture(database);
    dynamo = fixture.client();
  }

  @BeforeEach
  void makeTable() {
    dynamo.createTable(
        t ->
            t.tableName("things")
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(
                    a -> a.attributeName("p").attributeType("S"),
                    a -> a.attributeName("s").attributeType("N"),
                    a -> a.attributeName("g").attributeType("S"),
                    a -> a.attributeName("h").attributeType("N"))
                .keySchema(
                    k -> k.attributeName("p").keyType("HASH"),
                    k -> k.attributeName("s").keyType("RANGE"))
                .localSecondaryIndexes(
                    i ->
                        i.indexName("by-h")
                            .keySchema(
                                k -> k.attributeName("p").keyType("HASH"),
                                k -> k.attributeName("h").keyType("RANGE"))
                            .projection(p -> p.projectionType("KEYS_ONLY")))
                .globalSecondaryIndexes(
                    i ->
                        i.indexName("by-g")
                            .keySchema(
                                k -> k.attributeName("g").keyType("HASH"),
                                k -> k.attributeName("h").keyType("RANGE"))
                            .projection(p -> p.projectionType("INCLUDE").nonKeyAttributes("a"))));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private ExecuteStatementResponse run(String statement, AttributeValue... parameters) {
    return dynamo.executeStatement(
        e -> {
          e.statement(statement);
          if (parameters.length > 0) {
            e.parameters(parameters);
          }
        });
  }

  private List<String> sorts(String rest) {
    return run("SELECT s FROM things " + rest).items().stream()
        .map(item -> Objects.requireNonNull(item.get("s")).n())
        .toList();
  }

  private static String refusal(Runnable call) {
    return catchThrowableOfType(AwsServiceException.class, call::run)
        .awsErrorDetails()
        .errorMessage();
  }

  private void fill() {
    for (var i = 0; i < 6; i++) {
      run(
          "INSERT INTO things VALUE {'p': ?, 's': ?, 'g': 'all', 'h': ?, 'a': ?, 'b': 'x'}",
          s(i < 4 ? "one" : "two"),
          n(i),
          n(-i),
          n(i % 2));
    }
  }

  @Test
  void insertOnceOnly() {
    assertThat(run("INSERT INTO things VALUE {'p': 'x', 's': 1}").items()).isEmpty();

    assertThatThrownBy(() -> run("INSERT INTO \"things\" VALUE {'p': 'x', 's': 1, 'a': 2}"))
        .isInstanceOf(DuplicateItemException.class)
        .hasMessage("Duplicate primary key exists in table");
    assertThat(run("SELECT * FROM things").items()).containsExactly(Map.of("p", s("x"), "s", n(1)));
    assertThat(refusal(() -> run("INSERT INTO things VALUE {'p': 'x'}")))
        .isEqualTo("One or more parameter values were invalid: Missing the key s in the item");
  }

  @Test
  void selectByKeysInOrder() {
    fill();

    assertThat(sorts("WHERE p = 'one' AND s = 2")).containsExactly("2");
    assertThat(sorts("WHERE p = 'one'")).containsExactly("0", "1", "2", "3");
    assertThat(sorts("WHERE p = 'one' AND s BETWEEN 1 AND 2")).containsExactly("1", "2");
    assertThat(sorts("WHERE p = 'one' AND s > 0 AND s < 3 AND a = 1")).containsExactly("1");
    assertThat(sorts("WHERE p = 'one' ORDER BY s DESC")).containsExactly("3", "2", "1", "0");
    assertThat(sorts("WHERE p IN ['two', 'one'] ORDER BY p")).startsWith("0").endsWith("5");
    assertThat(sorts("WHERE p IN ['two', 'one'] ORDER BY p DESC, s DESC"))
        .containsExactly("5", "4", "3", "2", "1", "0");
    assertThat(sorts("WHERE p = 'two' OR p = 'one' AND s = 3")).containsExactly("4", "5", "3");
    assertThat(sorts("WHERE p = 'one' AND (s = 3 OR s = 1)")).containsExactly("1", "3");
    assertThat(sorts("WHERE p = 'one' AND s <> 1 OR p = 'one' AND s = 1"))
        .containsExactly("0", "1", "2", "3");
    assertThat(sorts("WHERE p = 'one' AND p = 'two'")).isEmpty();
    assertThat(sorts("WHERE a = 1 AND p <> 'two'")).containsExactlyInAnyOrder("1", "3");
    assertThat(run("SELECT h FROM \"things\".\"by-g\" WHERE g = 'all' AND h < -3").items())
        .containsExactly(Map.of("h", n(-5)), Map.of("h", n(-4)));
    assertThat(run("SELECT b, s FROM \"things\".\"by-h\" WHERE p = 'two' AND h = -4").items())
        .containsExactly(Map.of("b", s("x"), "s", n(4)));
  }

  @Test
  void sayWhatCannotBeSelected() {
    var overlap = "Overlapping conditions with range keys are not supported in where clause";
    var select = "SELECT * FROM things WHERE ";
    for (var where :
        List.of(
            "p IN ['x', 'x']",
            "p = 'x' AND (s > 0 OR s < 5)",
            "p = 'x' AND (s = 1 OR a = 1)",
            "p = 'x' AND a = 1 OR p = 'x' AND s = 2")) {
      assertThat(refusal(() -> run(select + where))).as(where).isEqualTo(overlap);
    }
    assertThat(refusal(() -> run("SELECT * FROM things ORDER BY s")))
        .isEqualTo("Must have WHERE clause in the statement when using ORDER BY clause.");
    assertThat(refusal(() -> run(select + "a = 1 ORDER BY s")))
        .startsWith("Must have at least one non-optional hash key condition");
    assertThat(refusal(() -> run(select + "p = 'x' ORDER BY a")))
        .isEqualTo("Variable reference a in ORDER BY clause must be part of the primary key");
    assertThat(refusal(() -> run(select + "p IN ['x', 'y'] ORDER BY s")))
        .startsWith("Must have hash key in ORDER BY clause");
    assertThat(refusal(() -> run("SELECT b, c FROM \"things\".\"by-g\" WHERE g = 'x'")))
        .endsWith("Global secondary index by-g does not project [b, c]");
    assertThat(refusal(() -> run("SELECT p FROM \"things\".\"by-h\" WHERE p = 'x' AND b = 1")))
        .endsWith("Secondary index by-h does not project one or more filter attributes: [b]");
    assertThat(
            refusal(
                () ->
                    dynamo.executeStatement(
                        e ->
                            e.statement("SELECT * FROM \"things\".\"by-g\"").consistentRead(true))))
        .isEqualTo("Strongly consistent read is not supported on Global Secondary Indexes");
    assertThat(refusal(() -> run(select + "p = 1")))
        .endsWith("Condition parameter type does not match schema type");
    assertThat(refusal(() -> run("EXISTS(SELECT * FROM things WHERE p = 'x' AND s = 1)")))
        .isEqualTo("EXISTS can only be used in ExecuteTransaction write requests.");
    assertThatThrownBy(() -> run("SELECT * FROM nothing"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void selectPageByPage() {
    fill();
    for (var limit = 1; limit <= 7; limit++) {
      var most = limit;
      for (var where : List.of("", "WHERE p IN ['one', 'two'] AND a = 1", "WHERE p = 'one'")) {
        var paged = new ArrayList<Map<String, AttributeValue>>();
        String token = null;
        do {
          var from = token;
          var page =
              dynamo.executeStatement(
                  e -> e.statement("SELECT * FROM things " + where).limit(most).nextToken(from));
          assertThat(page.items().size()).isLessThanOrEqualTo(most);
          assertThat(page.hasLastEvaluatedKey() && page.nextToken() == null).isFalse();
          paged.addAll(page.items());
          token = page.nextToken();
        } while (token != null);

        assertThat(paged)
            .as("%s by %d", where, limit)
            .isEqualTo(run("SELECT * FROM things " + where).items());
      }
    }
    var token =
        dynamo.executeStatement(e -> e.statement("SELECT * FROM things").limit(1)).nextToken();
    assertThat(
            refusal(
                () ->
                    dynamo.executeStatement(
                        e -> e.statement("SELECT a FROM things").limit(1).nextToken(token))))
        .isEqualTo("NextToken does not match request");
  }

  @Test
  void updateWhatIsThere() {
    fill();
    var where = " WHERE p = 'one' AND s = 1";

    assertThat(
            run("UPDATE things SET a = a + 10 SET l = list_append([1], [2]), t = <<'x'>> REMOVE b"
                    + where
                    + " AND a = 1 RETURNING ALL NEW *")
                .items())
        .containsExactly(
            Map.of(
                "p", s("one"),
                "s", n(1),
                "g", s("all"),
                "h", n(-1),
                "a", n(11),
                "l", AttributeValue.fromL(List.of(n(1), n(2))),
                "t", AttributeValue.fromSs(List.of("x"))));
    assertThat(
            run("UPDATE things SET t = set_add(t, <<'y'>>) REMOVE l[0]"
                    + where
                    + " RETURNING MODIFIED NEW *")
                .items()
                .getFirst())
        .containsEntry("t", AttributeValue.fromSs(List.of("x", "y")));
    run("UPDATE things SET t = set_delete(t, ?)" + where, AttributeValue.fromSs(List.of("x", "y")));
    assertThat(run("UPDATE things SET a = 0" + where + " RETURNING MODIFIED OLD *").items())
        .containsExactly(Map.of("a", n(11)));
    assertThat(run("UPDATE things REMOVE a" + where + " RETURNING MODIFIED NEW *").items())
        .isEmpty();
    assertThat(run("SELECT t, l FROM things" + where).items())
        .containsExactly(Map.of("l", AttributeValue.fromL(List.of(n(2)))));
  }

  @Test
  void writeUnderConditions() {
    fill();
    var missing = "UPDATE things SET a = 1 WHERE p = 'one' AND s = 99";
    assertThatThrownBy(() -> run(missing)).isInstanceOf(ConditionalCheckFailedException.class);
    var failed =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                dynamo.executeStatement(
                    e ->
                        e.statement("DELETE FROM things WHERE p = 'two' AND s = 4 AND a = 7")
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    assertThat(failed.item()).containsEntry("a", n(0));
    assertThat(
            run("DELETE FROM things WHERE s = 4 AND p = 'two' AND b IS STRING RETURNING ALL OLD *")
                .items())
        .hasSize(1);
    assertThat(run("DELETE FROM things WHERE s = 4 AND p = 'two' RETURNING ALL OLD *").items())
        .isEmpty();

    var incomplete = "Where clause does not contain a mandatory equality on all key attributes";
    for (var statement :
        List.of(
            "UPDATE things SET a = 1",
            "UPDATE things SET a = 1 WHERE p = 'one'",
            "DELETE FROM things WHERE p = 'one' AND s > 1",
            "DELETE FROM things WHERE p = 'one' AND s = 1 OR p = 'two' AND s = 5")) {
      assertThat(refusal(() -> run(statement))).as(statement).isEqualTo(incomplete);
    }
    assertThat(refusal(() -> run("UPDATE things SET p = 'x' WHERE p = 'one' AND s = 1")))
        .endsWith("Cannot update attribute p. This attribute is part of the key");
    assertThat(refusal(() -> run("UPDATE things SET a = 1 SET a = 2 WHERE p = 'one' AND s = 1")))
        .startsWith("Two document paths overlap with each other");
  }

  @Test
  void costWhatTheOtherOperationsCost() {
    fill();
    var wanted = ReturnConsumedCapacity.TOTAL;

    assertThat(
            dynamo
                .executeStatement(
                    e ->
                        e.statement("SELECT * FROM things WHERE p IN ['one', 'two']")
                            .consistentRead(true)
                            .returnConsumedCapacity(wanted))
                .consumedCapacity()
                .capacityUnits())
        .isEqualTo(2);
    assertThat(
            dynamo
                .executeStatement(
                    e ->
                        e.statement("UPDATE things SET c = 1 WHERE p = 'one' AND s = 1")
                            .returnConsumedCapacity(wanted))
                .consumedCapacity()
                .capacityUnits())
        .isEqualTo(1);
  }

  @Test
  void runInBatchesEachForItself() {
    fill();
    var answer =
        dynamo.batchExecuteStatement(
            b ->
                b.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .statements(
                        s -> s.statement("SELECT a FROM things WHERE p = 'one' AND s = 1"),
                        s -> s.statement("SELECT a FROM things WHERE p = 'one' AND s = 99"),
                        s -> s.statement("SELECT a FROM things WHERE p = 'one'"),
                        s -> s.statement("SELECT a FROM \"things\".\"by-g\" WHERE g = 'all'"),
                        s -> s.statement("SELECT a FROM nothing WHERE p = 'one'"),
                        s -> s.statement("SLECT")));

    assertThat(answer.responses())
        .extracting(one -> one.error() == null ? "" : one.error().codeAsString())
        .containsExactly(
            "", "", "ValidationError", "ValidationError", "ResourceNotFound", "ValidationError");
    assertThat(answer.responses().getFirst().item()).isEqualTo(Map.of("a", n(1)));
    assertThat(answer.responses().get(1).hasItem()).isFalse();
    assertThat(answer.responses().get(1).tableName()).isEqualTo("things");
    assertThat(answer.responses().get(2).error().message())
        .isEqualTo(
            "Select statements within BatchExecuteStatement must specify the primary key in the"
                + " where clause.");
    assertThat(answer.consumedCapacity()).hasSize(2);

    fixture.deny("dynamodb:PartiQLDelete");
    var written =
        dynamo.batchExecuteStatement(
            b ->
                b.statements(
                    s -> s.statement("INSERT INTO things VALUE {'p': 'one', 's': 1}"),
                    s -> s.statement("INSERT INTO things VALUE {'p': 'one', 's': 10}"),
                    s ->
                        s.statement("UPDATE things SET a = 5 WHERE p = 'one' AND s = 2 AND a = 9")
                            .returnValuesOnConditionCheckFailure("ALL_OLD"),
                    s ->
                        s.statement(
                            "UPDATE things SET a = 5 WHERE p = 'one' AND s = 2"
                                + " RETURNING MODIFIED NEW *"),
                    s -> s.statement("DELETE FROM things WHERE p = 'one' AND s = 3")));
    assertThat(written.responses())
        .extracting(one -> one.error() == null ? "" : one.error().codeAsString())
        .containsExactly("DuplicateItem", "", "ConditionalCheckFailed", "", "AccessDenied");
    assertThat(written.responses().get(2).error().item()).containsEntry("s", n(2));
    assertThat(written.responses().get(3).item()).isEqualTo(Map.of("a", n(5)));
    assertThat(sorts("WHERE p = 'one'")).containsExactly("0", "1", "2", "3", "10");

    assertThat(
            refusal(
                () ->
                    dynamo.batchExecuteStatement(
                        b ->
                            b.statements(
                                s -> s.statement("SELECT * FROM things WHERE p = 'x' AND s = 1"),
                                s -> s.statement("DELETE FROM things WHERE p = 'x' AND s = 1")))))
        .contains("cannot mix both");
  }
}
