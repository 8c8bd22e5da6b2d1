package dev.triggerfish.eventbus.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Many clients count in one item, half of them through another process. */
@OnEachDatabase("dynamodb")
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
class CounterOfSeveralProcessesTest {

  private static final String TABLE = "Counters";
  private static final int CLIENTS = 64;
  private static final Map<String, AttributeValue> KEY = Map.of("p", DynamoFixture.s("counter"));

  private final StreamFixture first;
  private final StreamFixture second;
  private final String arn;

  CounterOfSeveralProcessesTest(TestDatabase database) {
    first = new StreamFixture(database);
    arn = first.table(TABLE, "NEW_IMAGE");
    second = new StreamFixture(database, first.clock(), first.kafka());
    first.put(TABLE, "counter", 0);
  }

  @AfterEach
  void close() {
    second.close();
    first.close();
  }

  /** One step of a client. */
  private interface Step {
    void count(DynamoDbClient dynamo);
  }

  @Test
  void addingLosesNothing() throws Exception {
    assertCountsEachStep(10, CounterOfSeveralProcessesTest::add);
  }

  @Test
  void conditionalUpdatesLoseNothing() throws Exception {
    assertCountsEachStep(3, CounterOfSeveralProcessesTest::compareAndSet);
  }

  private void assertCountsEachStep(int steps, Step step) throws Exception {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      var clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(client -> (client % 2 == 0 ? first : second).dynamo())
              .map(
                  dynamo ->
                      threads.submit(
                          () -> IntStream.range(0, steps).forEach(_ -> step.count(dynamo))))
              .toList();
      for (var client : clients) {
        client.get();
      }
    }

    var total = CLIENTS * steps;
    assertThat(read(first.dynamo())).isEqualTo(total);
    assertThat(read(second.dynamo())).isEqualTo(total);
    assertThat(second.readAll(arn, total + 1))
        .extracting(record -> StreamFixture.number(record.dynamodb().newImage()))
        .isEqualTo(LongStream.rangeClosed(0, total).boxed().toList());
  }

  private static void add(DynamoDbClient dynamo) {
    dynamo.updateItem(
        u ->
            u.tableName(TABLE)
                .key(KEY)
                .updateExpression("ADD n :one")
                .expressionAttributeValues(Map.of(":one", DynamoFixture.n(1))));
  }

  /** Tries until nobody has counted between its look and its write. */
  private static void compareAndSet(DynamoDbClient dynamo) {
    var old = read(dynamo);
    while (true) {
      try {
        var seen = old;
        dynamo.updateItem(
            u ->
                u.tableName(TABLE)
                    .key(KEY)
                    .updateExpression("SET n = n + :one")
                    .conditionExpression("n = :old")
                    .expressionAttributeValues(
                        Map.of(":one", DynamoFixture.n(1), ":old", DynamoFixture.n(seen))));
        return;
      } catch (ConditionalCheckFailedException e) {
        old = read(dynamo);
      }
    }
  }

  private static long read(DynamoDbClient dynamo) {
    var item = dynamo.getItem(g -> g.tableName(TABLE).key(KEY).consistentRead(true)).item();
    return Long.parseLong(Objects.requireNonNull(item.get("n")).n());
  }
}
