package dev.triggerfish.eventbus.dynamodb.read;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class QueriesTest {

  private static final long SEED = Long.getLong("triggerfish.seed", System.nanoTime());
  private static final String TABLE = "things";

  private final DynamoFixture fixture;
  private final DynamoDbClient dynamo;

  QueriesTest(TestDatabase database) {
    fixture = new DynamoFixture(database);
    dynamo = fixture.client();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void put(AttributeValue partition, AttributeValue sort) {
    dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("p", partition, "s", sort)));
  }

  private List<AttributeValue> sorts(QueryRequest.Builder query) {
    var found = new ArrayList<AttributeValue>();
    dynamo
        .queryPaginator(query.tableName(TABLE).build())
        .items()
        .forEach(item -> found.add(item.get("s")));
    return found;
  }

  @Test
  void findNumbersByRangesInTheirOrder() {
    fixture.table(TABLE, "N");
    var random = new Random(SEED);
    var numbers = new TreeSet<Long>();
    for (var i = 0; i < 60; i++) {
      numbers.add(random.nextLong(-500, 500));
    }
    numbers.forEach(number -> put(s("a"), n(number)));
    put(s("other"), n(1));
    for (var i = 0; i < 40; i++) {
      var low = random.nextLong(-510, 510);
      var high = low + random.nextLong(300);
      check(numbers, "s < :low", low, high, x -> x < low);
      check(numbers, "s <= :low", low, high, x -> x <= low);
      check(numbers, "s > :low", low, high, x -> x > low);
      check(numbers, "s >= :low", low, high, x -> x >= low);
      check(numbers, "s = :low", low, high, x -> x == low);
      check(numbers, "s BETWEEN :low AND :high", low, high, x -> x >= low && x <= high);
    }
  }

  private void check(
      NavigableSet<Long> numbers, String condition, long low, long high, LongPredicate holds) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":p", s("a"));
    values.put(":low", n(low));
    if (condition.contains(":high")) {
      values.put(":high", n(high));
    }
    var query =
        QueryRequest.builder()
            .keyConditionExpression("p = :p AND " + condition)
            .expressionAttributeValues(values)
            .limit(7);
    assertThat(sorts(query).stream().map(AttributeValue::n))
        .as("%s with %d and %d, seed %d", condition, low, high, SEED)
        .containsExactlyElementsOf(
            numbers.stream().filter(holds::test).map(String::valueOf).toList());
    assertThat(sorts(query.scanIndexForward(false)).stream().map(AttributeValue::n))
        .containsExactlyElementsOf(
            numbers.descendingSet().stream().filter(holds::test).map(String::valueOf).toList());
  }

  @Test
  void findTextByItsBeginning() {
    fixture.table(TABLE, "S");
    for (var text : List.of("a", "ab", "abc", "abd", "b", "ab\u0000", "ab\uffff", "ab🐟", "Ab")) {
      put(s("x"), s(text));
    }

    assertThat(
            sorts(
                    QueryRequest.builder()
                        .keyConditionExpression("p = :p AND begins_with(s, :s)")
                        .expressionAttributeValues(Map.of(":p", s("x"), ":s", s("ab"))))
                .stream()
                .map(AttributeValue::s))
        .containsExactly("ab", "ab\u0000", "abc", "abd", "ab\uffff", "ab🐟");
  }

  @Test
  void readIndexesWhoseKeysAreEqualPageByPage() {
    fixture.table(TABLE, "N");
    dynamo.updateTable(
        u ->
            u.tableName(TABLE)
                .attributeDefinitions(
                    a -> a.attributeName("g").attributeType("S"),
                    a -> a.attributeName("h").attributeType("N"))
                .globalSecondaryIndexUpdates(
                    i ->
                        i.create(
                            c ->
                                c.indexName("by-g")
                                    .keySchema(
                                        k -> k.attributeName("g").keyType("HASH"),
                                        k -> k.attributeName("h").keyType("RANGE"))
                                    .projection(p -> p.projectionType("KEYS_ONLY")))));
    for (var i = 0; i < 30; i++) {
      var number = i;
      dynamo.putItem(
          p ->
              p.tableName(TABLE)
                  .item(
                      Map.of(
                          "p",
                          s("p" + number),
                          "s",
                          n(number),
                          "g",
                          s("same"),
                          "h",
                          n(number % 2),
                          "more",
                          s("x"))));
    }
    dynamo.putItem(
        p -> p.tableName(TABLE).item(Map.of("p", s("sparse"), "s", n(1), "g", s("same"))));
    awaitIndex();

    for (var forward : List.of(true, false)) {
      var items = new ArrayList<Map<String, AttributeValue>>();
      dynamo
          .queryPaginator(
              q ->
                  q.tableName(TABLE)
                      .indexName("by-g")
                      .limit(4)
                      .scanIndexForward(forward)
                      .keyConditionExpression("g = :g AND h = :h")
                      .expressionAttributeValues(Map.of(":g", s("same"), ":h", n(1))))
          .items()
          .forEach(items::add);
      assertThat(items).hasSize(15).doesNotHaveDuplicates();
      assertThat(items.getFirst()).containsOnlyKeys("p", "s", "g", "h");
    }
    dynamo.updateItem(
        u -> u.tableName(TABLE).key(Map.of("p", s("p1"), "s", n(1))).updateExpression("REMOVE h"));
    assertThat(dynamo.scan(q -> q.tableName(TABLE).indexName("by-g")).count()).isEqualTo(29);
  }

  private void awaitIndex() {
    org.awaitility.Awaitility.await()
        .until(
            () ->
                dynamo
                    .describeTable(t -> t.tableName(TABLE))
                    .table()
                    .globalSecondaryIndexes()
                    .getFirst()
                    .indexStatusAsString(),
            "ACTIVE"::equals);
  }

  @Test
  void coverAllItemsBySegments() {
    fixture.table(TABLE, "N");
    for (var i = 0; i < 100; i++) {
      put(s("p" + i), n(i));
    }
    var seen = new ArrayList<String>();
    for (var segment = 0; segment < 7; segment++) {
      var number = segment;
      dynamo
          .scanPaginator(q -> q.tableName(TABLE).segment(number).totalSegments(7).limit(5))
          .items()
          .forEach(item -> seen.add(item.getOrDefault("p", s("none")).s()));
    }
    assertThat(seen).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void endPagesAtAMegabyte() {
    fixture.table(TABLE, "N");
    for (var i = 0; i < 12; i++) {
      var number = i;
      dynamo.putItem(
          p ->
              p.tableName(TABLE)
                  .item(Map.of("p", s("a"), "s", n(number), "big", s("x".repeat(100_000)))));
    }

    var page =
        dynamo.query(
            q ->
                q.tableName(TABLE)
                    .keyConditionExpression("p = :p")
                    .expressionAttributeValues(Map.of(":p", s("a"))));

    assertThat(page.count()).isEqualTo(10);
    assertThat(page.lastEvaluatedKey()).containsEntry("s", n(9));
  }

  @Test
  void countBeforeAndAfterTheFilter() {
    fixture.table(TABLE, "N");
    for (var i = 0; i < 10; i++) {
      var number = i;
      dynamo.putItem(
          p -> p.tableName(TABLE).item(Map.of("p", s("a"), "s", n(number), "even", n(number % 2))));
    }

    var counted =
        dynamo.query(
            q ->
                q.tableName(TABLE)
                    .keyConditionExpression("p = :p")
                    .filterExpression("even = :e")
                    .select(Select.COUNT)
                    .expressionAttributeValues(Map.of(":p", s("a"), ":e", n(0))));

    assertThat(counted.count()).isEqualTo(5);
    assertThat(counted.scannedCount()).isEqualTo(10);
    assertThat(counted.hasItems()).isFalse();
  }

  @Test
  void refuseConditionsThatNoKeyHas() {
    fixture.table(TABLE, "N");

    assertThatThrownBy(
            () ->
                dynamo.query(
                    q ->
                        q.tableName(TABLE)
                            .keyConditionExpression("s = :s")
                            .expressionAttributeValues(Map.of(":s", n(1)))))
        .hasMessageContaining("Query condition missed key schema element: p");
    assertThatThrownBy(
            () ->
                dynamo.query(
                    q ->
                        q.tableName(TABLE)
                            .keyConditionExpression("p > :p")
                            .expressionAttributeValues(Map.of(":p", s("a")))))
        .hasMessageContaining("Query key condition not supported");
    assertThatThrownBy(
            () ->
                dynamo.query(
                    q ->
                        q.tableName(TABLE)
                            .keyConditionExpression("p = :p AND s = :s")
                            .expressionAttributeValues(Map.of(":p", s("a"), ":s", s("x")))))
        .hasMessageContaining("Condition parameter type does not match schema type");
    assertThatThrownBy(
            () ->
                dynamo.query(
                    q ->
                        q.tableName(TABLE)
                            .keyConditionExpression("p = :p")
                            .filterExpression("s > :s")
                            .expressionAttributeValues(Map.of(":p", s("a"), ":s", n(1)))))
        .hasMessageContaining(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute:"
                + " s");
  }
}
