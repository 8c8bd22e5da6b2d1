package dev.triggerfish.eventbus.dynamodb.partiql;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ParameterizedStatement;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

@OnEachDatabase("dynamodb")
class StatementTransactionsTest {

  private final DynamoFixture fixture;
  private final DynamoDbClient dynamo;

  StatementTransactionsTest(TestDatabase database) {
    fixture = new DynamoFixture(database);
    dynamo = fixture.client();
  }

  @BeforeEach
  void fill() {
    fixture.table("things");
    dynamo.putItem(p -> p.tableName("things").item(Map.of("p", s("x"), "a", n(1))));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private ExecuteTransactionResponse transact(@Nullable String token, String... statements) {
    return dynamo.executeTransaction(
        t ->
            t.transactStatements(
                    Stream.of(statements)
                        .map(one -> ParameterizedStatement.builder().statement(one).build())
                        .toList())
                .clientRequestToken(token)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
  }

  private List<Map<String, AttributeValue>> all() {
    return dynamo.scan(q -> q.tableName("things")).items();
  }

  private String refusal(String... statements) {
    return catchThrowableOfType(AwsServiceException.class, () -> transact(null, statements))
        .awsErrorDetails()
        .errorMessage();
  }

  @Test
  void writeAllOrNothing() {
    var cancelled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                transact(
                    null,
                    "INSERT INTO things VALUE {'p': 'x'}",
                    "INSERT INTO things VALUE {'p': 'y'}",
                    "UPDATE things SET a = 2 WHERE p = 'missing'",
                    "EXISTS(SELECT * FROM things WHERE p = 'z' AND a IS MISSING)"));
    assertThat(cancelled.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly(
            "DuplicateItem", "None", "ConditionalCheckFailed", "ConditionalCheckFailed");
    assertThat(all()).hasSize(1);

    var done =
        transact(
            null,
            "EXISTS(SELECT * FROM things WHERE p = 'x' AND a = 1)",
            "INSERT INTO things VALUE {'p': 'y', 'a': 1}",
            "DELETE FROM things WHERE p = 'z'");
    assertThat(done.consumedCapacity())
        .singleElement()
        .satisfies(capacity -> assertThat(capacity.writeCapacityUnits()).isEqualTo(6));
    assertThat(all()).hasSize(2);
  }

  @Test
  void happenOnceWithOneToken() {
    var increment = "UPDATE things SET a = a + 1 WHERE p = 'x'";
    transact("once", increment);
    var replay = transact("once", increment);

    assertThat(replay.consumedCapacity().getFirst().readCapacityUnits()).isEqualTo(2);
    assertThat(all()).containsExactly(Map.of("p", s("x"), "a", n(2)));
    assertThat(
            catchThrowableOfType(
                IdempotentParameterMismatchException.class,
                () -> transact("once", increment.replace("+ 1", "+ 2"))))
        .isNotNull();
  }

  @Test
  void readAsOfOneMoment() {
    var read =
        transact(
            null,
            "SELECT * FROM things WHERE p = 'x'",
            "SELECT a FROM things WHERE p = 'x'",
            "SELECT * FROM things WHERE p = 'missing'");

    assertThat(read.responses().getFirst().item()).isEqualTo(Map.of("p", s("x"), "a", n(1)));
    assertThat(read.responses().get(1).item()).isEqualTo(Map.of("a", n(1)));
    assertThat(read.responses().get(2).hasItem()).isFalse();
    assertThat(read.consumedCapacity().getFirst().capacityUnits()).isEqualTo(6);
  }

  @Test
  void sayWhichStatementIsWrong() {
    assertThat(refusal("DELETE FROM things WHERE p = 'y'", "SELECT * FROM things WHERE"))
        .isEqualTo(
            "Validation failed in TransactStatements[1]: Statement wasn't well formed, can't be"
                + " processed: Unexpected term");
    assertThat(refusal("UPDATE things SET a = 1 WHERE p = 'x' RETURNING ALL NEW *"))
        .isEqualTo(
            "Validation failed in TransactStatements[0]: RETURNING clause is not supported in"
                + " ExecuteTransaction.");
    assertThat(refusal("SELECT * FROM things WHERE p = 'x' AND attribute_exists(a)"))
        .isEqualTo(
            "Validation failed in TransactStatements[0]: Select statements within"
                + " ExecuteTransaction must specify the primary key in the where clause.");
    assertThat(refusal("EXISTS(SELECT * FROM things WHERE p = 'x')"))
        .isEqualTo(
            "Validation failed in TransactStatements[0]: EXISTS() must contain a single item read"
                + " with additional condition");
    assertThat(refusal("SELECT * FROM things WHERE p = 'x'", "DELETE FROM things WHERE p = 'x'"))
        .contains("cannot mix both");
    assertThat(refusal("DELETE FROM things WHERE p = 'x'", "UPDATE things SET a = 1 WHERE p = 'x'"))
        .isEqualTo("Transaction request cannot include multiple operations on one item");
  }
}
