package dev.triggerfish.eventbus.dynamodb.write;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Two processes write to tables that one of them changes meanwhile. */
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class TablesThatChangeTest {

  private static final int WRITERS = 4;
  private static final long UNTIL = ManualClock.START.plusSeconds(120).getEpochSecond();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestDatabase database;
  private final DynamoFixture one;
  private final DynamoFixture other;
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

  TablesThatChangeTest(TestDatabase database) {
    this.database = database;
    var clock = new ManualClock();
    one = new DynamoFixture(database, clock);
    other = new DynamoFixture(database, clock);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    one.close();
    other.close();
  }

  /** Writes different items until told to stop; how many each writer has written. */
  private List<Future<Integer>> write(AtomicBoolean enough, String table) {
    var writers = new ArrayList<Future<Integer>>();
    for (var writer = 0; writer < WRITERS; writer++) {
      var name = "w" + writer + "-";
      var dynamo = (writer % 2 == 0 ? one : other).client();
      writers.add(threads.submit(() -> write(enough, table, name, dynamo)));
    }
    return writers;
  }

  private static int write(AtomicBoolean enough, String table, String name, DynamoDbClient dynamo) {
    var written = 0;
    while (!enough.get()) {
      try {
        var item = Map.of("p", s(name + written), "g", s("all"), "until", n(UNTIL));
        dynamo.putItem(p -> p.tableName(table).item(item));
        written++;
      } catch (ResourceNotFoundException e) {
        Thread.onSpinWait();
      }
    }
    return written;
  }

  private static int sum(List<Future<Integer>> writers) throws Exception {
    var sum = 0;
    for (var writer : writers) {
      sum += writer.get();
    }
    return sum;
  }

  private int rows() {
    return database
        .database()
        .jdbc()
        .sql("SELECT COUNT(*) FROM item")
        .query(Integer.class)
        .single();
  }

  @Test
  void noItemComesIntoATableThatIsGone() throws Exception {
    one.table("short-lived");
    var enough = new AtomicBoolean();
    var writers = write(enough, "short-lived");
    for (var i = 0; i < 5; i++) {
      await().atMost(PATIENCE).until(() -> count(one, "short-lived") > 5);
      one.client().deleteTable(t -> t.tableName("short-lived"));
      one.table("short-lived");
    }
    await().atMost(PATIENCE).until(() -> count(one, "short-lived") > 5);
    one.client().deleteTable(t -> t.tableName("short-lived"));
    enough.set(true);

    assertThat(sum(writers)).isPositive();
    await().atMost(PATIENCE).until(this::rows, count -> count == 0);
  }

  private static int count(DynamoFixture fixture, String table) {
    return fixture.client().scan(q -> q.tableName(table)).count();
  }

  @Test
  void anIndexHasAllItemsThatAreWrittenWhileItIsAdded() throws Exception {
    one.table("indexed");
    var enough = new AtomicBoolean();
    var writers = write(enough, "indexed");
    await().atMost(PATIENCE).until(() -> count(one, "indexed") > 60);
    one.client()
        .updateTable(
            u ->
                u.tableName("indexed")
                    .attributeDefinitions(a -> a.attributeName("g").attributeType("S"))
                    .globalSecondaryIndexUpdates(
                        i ->
                            i.create(
                                c ->
                                    c.indexName("by-g")
                                        .keySchema(k -> k.attributeName("g").keyType("HASH"))
                                        .projection(p -> p.projectionType("KEYS_ONLY")))));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                one.client()
                    .describeTable(t -> t.tableName("indexed"))
                    .table()
                    .globalSecondaryIndexes()
                    .getFirst()
                    .indexStatus(),
            status -> status == IndexStatus.ACTIVE);
    enough.set(true);
    var written = sum(writers);

    var inIndex =
        one
            .client()
            .queryPaginator(
                q ->
                    q.tableName("indexed")
                        .indexName("by-g")
                        .keyConditionExpression("g = :g")
                        .expressionAttributeValues(Map.of(":g", s("all"))))
            .items()
            .stream()
            .distinct()
            .count();
    assertThat(inIndex).isEqualTo(written);
  }

  @Test
  void whatIsWrittenWhileExpiryIsSwitchedOnExpires() throws Exception {
    one.table("sessions");
    var enough = new AtomicBoolean();
    var writers = write(enough, "sessions");
    await().atMost(PATIENCE).until(() -> count(one, "sessions") > 60);
    one.client()
        .updateTimeToLive(
            u ->
                u.tableName("sessions")
                    .timeToLiveSpecification(t -> t.enabled(true).attributeName("until")));
    await().atMost(PATIENCE).until(() -> count(one, "sessions") > 120);
    enough.set(true);
    assertThat(sum(writers)).isPositive();

    one.clock().advance(Duration.ofMinutes(3));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              one.clock().advance(Duration.ofSeconds(15));
              return count(one, "sessions");
            },
            count -> count == 0);
  }

  /** Each transaction needs that the other one's item is not there. */
  @Test
  void transactionsThatExcludeEachOtherDoNotBothSucceed() throws Exception {
    one.table("either");
    for (var round = 0; round < 25; round++) {
      var a = "a" + round;
      var b = "b" + round;
      var writers =
          threads.invokeAll(List.of(claim(one.client(), a, b), claim(other.client(), b, a)));

      assertThat(writers.get(0).get() && writers.get(1).get())
          .as("both in round " + round)
          .isFalse();
    }
    assertThat(count(one, "either")).isEqualTo(25);
  }

  private static Callable<Boolean> claim(DynamoDbClient dynamo, String mine, String theirs) {
    var put =
        TransactWriteItem.builder().put(p -> p.tableName("either").item(Map.of("p", s(mine))));
    var check =
        TransactWriteItem.builder()
            .conditionCheck(
                c ->
                    c.tableName("either")
                        .key(Map.of("p", s(theirs)))
                        .conditionExpression("attribute_not_exists(p)"));
    return () -> {
      try {
        dynamo.transactWriteItems(t -> t.transactItems(put.build(), check.build()));
        return true;
      } catch (TransactionCanceledException e) {
        return false;
      }
    };
  }

  @Test
  void transactionsAreRefusedAboveFourMegabytes() {
    one.table("large");
    var items = new ArrayList<TransactWriteItem>();
    for (var i = 0; i < 11; i++) {
      var item = Map.of("p", s("k" + i), "v", s("x".repeat(390_000)));
      items.add(TransactWriteItem.builder().put(p -> p.tableName("large").item(item)).build());
    }

    assertThat(catchThrowable(() -> one.client().transactWriteItems(t -> t.transactItems(items))))
        .hasMessageContaining("exceeds the limit of 4 MB");
    assertThat(count(one, "large")).isZero();
    one.client().transactWriteItems(t -> t.transactItems(items.subList(0, 10)));
  }
}
