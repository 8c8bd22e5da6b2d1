package dev.triggerfish.eventbus.dynamodb.write;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

@OnEachDatabase("dynamodb")
class ItemWritesTest {

  private static final String TABLE = "things";

  private final TestDatabase database;
  private final DynamoFixture fixture;
  private final DynamoDbClient dynamo;

  ItemWritesTest(TestDatabase database) {
    this.database = database;
    fixture = new DynamoFixture(database);
    dynamo = fixture.client();
  }

  @BeforeEach
  void table() {
    fixture.table(TABLE);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Map<String, AttributeValue> item(String key) {
    return dynamo.getItem(g -> g.tableName(TABLE).key(Map.of("p", s(key)))).item();
  }

  @Test
  void areReadAsTheyWereWritten() {
    var item = Map.of("p", s("a"), "n", n(7), "l", AttributeValue.fromL(List.of(s("x"))));

    dynamo.putItem(p -> p.tableName(TABLE).item(item));

    assertThat(item("a")).isEqualTo(item);
    assertThat(dynamo.getItem(g -> g.tableName(TABLE).key(Map.of("p", s("b")))).hasItem())
        .isFalse();
  }

  @Test
  void giveBackWhatWasThere() {
    dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("p", s("a"), "n", n(1))));

    assertThat(
            dynamo
                .putItem(
                    p ->
                        p.tableName(TABLE)
                            .item(Map.of("p", s("a"), "n", n(2)))
                            .returnValues(ReturnValue.ALL_OLD))
                .attributes())
        .containsEntry("n", n(1));
    assertThat(
            dynamo
                .deleteItem(
                    d ->
                        d.tableName(TABLE)
                            .key(Map.of("p", s("a")))
                            .returnValues(ReturnValue.ALL_OLD))
                .attributes())
        .containsEntry("n", n(2));
    assertThat(
            dynamo
                .deleteItem(
                    d ->
                        d.tableName(TABLE)
                            .key(Map.of("p", s("a")))
                            .returnValues(ReturnValue.ALL_OLD))
                .hasAttributes())
        .isFalse();
  }

  @Test
  void tellTheItemWhoseConditionFails() {
    dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("p", s("a"), "n", n(1))));

    var failed =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                dynamo.putItem(
                    p ->
                        p.tableName(TABLE)
                            .item(Map.of("p", s("a")))
                            .conditionExpression("attribute_not_exists(p)")
                            .returnValuesOnConditionCheckFailure("ALL_OLD")));

    assertThat(failed.item()).containsEntry("n", n(1));
    assertThat(failed).hasMessageContaining("The conditional request failed");
  }

  @Test
  void returnTheAttributesThatAnUpdateNames() {
    dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("p", s("a"), "n", n(1), "other", n(9))));

    var update =
        dynamo.updateItem(
            u ->
                u.tableName(TABLE)
                    .key(Map.of("p", s("a")))
                    .updateExpression("SET n = n + :one, fresh = :one")
                    .expressionAttributeValues(Map.of(":one", n(1)))
                    .returnValues(ReturnValue.UPDATED_NEW));

    assertThat(update.attributes()).isEqualTo(Map.of("n", n(2), "fresh", n(1)));
  }

  @Test
  void refuseKeysThatTheSchemaDoesNotHave() {
    assertThatThrownBy(() -> dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("q", s("a")))))
        .hasMessageContaining(
            "One or more parameter values were invalid: Missing the key p in the item");
    assertThatThrownBy(() -> dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("p", n(1)))))
        .hasMessageContaining("Type mismatch for key p expected: S actual: N");
    assertThatThrownBy(() -> dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("p", s("")))))
        .hasMessageContaining("cannot contain an empty string value. Key: p");
    assertThatThrownBy(
            () -> dynamo.getItem(g -> g.tableName(TABLE).key(Map.of("p", s("a"), "s", s("b")))))
        .hasMessageContaining("The provided key element does not match the schema");
    assertThatThrownBy(
            () ->
                dynamo.updateItem(
                    u ->
                        u.tableName(TABLE)
                            .key(Map.of("p", s("a")))
                            .updateExpression("SET p = :v")
                            .expressionAttributeValues(Map.of(":v", s("b")))))
        .hasMessageContaining("Cannot update attribute p. This attribute is part of the key");
    assertThatThrownBy(() -> dynamo.getItem(g -> g.tableName("none").key(Map.of("p", s("a")))))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Requested resource not found");
  }

  @Test
  void loseNoIncrementOverTwoProcesses() throws Exception {
    var increments = 40;
    try (var other = new DynamoFixture(database, fixture.clock());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var clients = List.of(dynamo, other.client());
      var tasks = new ArrayList<Callable<Object>>();
      for (var i = 0; i < 16; i++) {
        var client = clients.get(i % 2);
        tasks.add(
            () -> {
              for (var j = 0; j < increments; j++) {
                client.updateItem(
                    u ->
                        u.tableName(TABLE)
                            .key(Map.of("p", s("counter")))
                            .updateExpression("ADD n :one")
                            .expressionAttributeValues(Map.of(":one", n(1))));
              }
              return "done";
            });
      }
      for (var task : threads.invokeAll(tasks)) {
        task.get();
      }
    }

    assertThat(item("counter")).containsEntry("n", n(16L * increments));
  }

  @Test
  void succeedOnceWhereOnlyOneMay() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < 20; i++) {
        var number = i;
        tasks.add(
            () -> {
              try {
                dynamo.putItem(
                    p ->
                        p.tableName(TABLE)
                            .item(Map.of("p", s("one"), "by", n(number)))
                            .conditionExpression("attribute_not_exists(p)"));
                return true;
              } catch (ConditionalCheckFailedException e) {
                return false;
              }
            });
      }
      var succeeded = 0;
      for (var task : threads.invokeAll(tasks)) {
        succeeded += task.get() ? 1 : 0;
      }
      assertThat(succeeded).isEqualTo(1);
    }
  }

  private static TransactWriteItem put(String key, long number, @Nullable String condition) {
    return TransactWriteItem.builder()
        .put(
            p ->
                p.tableName(TABLE)
                    .item(Map.of("p", s(key), "n", n(number)))
                    .conditionExpression(condition))
        .build();
  }

  @Test
  void ofTransactionsHappenTogetherOrNotAtAll() {
    dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("p", s("b"), "n", n(5))));

    var cancelled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                dynamo.transactWriteItems(
                    t ->
                        t.transactItems(
                            put("a", 1, null), put("b", 2, "attribute_not_exists(p)"))));

    assertThat(cancelled.cancellationReasons().stream().map(CancellationReason::code))
        .containsExactly("None", "ConditionalCheckFailed");
    assertThat(cancelled.getMessage())
        .contains(
            "Transaction cancelled, please refer cancellation reasons for specific reasons"
                + " [None, ConditionalCheckFailed]");
    assertThat(item("a")).isEmpty();
    assertThat(item("b")).containsEntry("n", n(5));
  }

  @Test
  void ofTransactionsHappenOncePerToken() {
    var increment =
        TransactWriteItem.builder()
            .update(
                u ->
                    u.tableName(TABLE)
                        .key(Map.of("p", s("c")))
                        .updateExpression("ADD n :one")
                        .expressionAttributeValues(Map.of(":one", n(1))))
            .build();

    dynamo.transactWriteItems(t -> t.transactItems(increment).clientRequestToken("token"));
    dynamo.transactWriteItems(t -> t.transactItems(increment).clientRequestToken("token"));

    assertThat(item("c")).containsEntry("n", n(1));
    assertThatThrownBy(
            () ->
                dynamo.transactWriteItems(
                    t -> t.transactItems(put("d", 1, null)).clientRequestToken("token")))
        .isInstanceOf(IdempotentParameterMismatchException.class);

    fixture.clock().advance(Duration.ofMinutes(11));
    dynamo.transactWriteItems(t -> t.transactItems(increment).clientRequestToken("token"));
    assertThat(item("c")).containsEntry("n", n(2));
  }

  @Test
  void ofTransactionsReportWritesAndOfReplaysReads() {
    var request =
        TransactWriteItemsRequest.builder()
            .transactItems(put("e", 1, null))
            .clientRequestToken("reported")
            .returnConsumedCapacity("TOTAL")
            .build();

    var first = dynamo.transactWriteItems(request).consumedCapacity().getFirst();
    var replay = dynamo.transactWriteItems(request).consumedCapacity().getFirst();

    assertThat(first.writeCapacityUnits()).isEqualTo(2.0);
    assertThat(first.readCapacityUnits()).isNull();
    assertThat(replay.readCapacityUnits()).isEqualTo(2.0);
    assertThat(replay.writeCapacityUnits()).isNull();
  }

  @Test
  void ofBatchesAreAllMade() {
    dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("p", s("old"))));

    var response =
        dynamo.batchWriteItem(
            b ->
                b.requestItems(
                    Map.of(
                        TABLE,
                        List.of(
                            software.amazon.awssdk.services.dynamodb.model.WriteRequest.builder()
                                .putRequest(p -> p.item(Map.of("p", s("new"))))
                                .build(),
                            software.amazon.awssdk.services.dynamodb.model.WriteRequest.builder()
                                .deleteRequest(d -> d.key(Map.of("p", s("old"))))
                                .build()))));

    assertThat(response.unprocessedItems()).isEmpty();
    assertThat(item("new")).isNotEmpty();
    assertThat(item("old")).isEmpty();
  }
}
