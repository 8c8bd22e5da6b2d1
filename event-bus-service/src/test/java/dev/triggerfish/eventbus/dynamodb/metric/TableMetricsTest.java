package dev.triggerfish.eventbus.dynamodb.metric;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class TableMetricsTest {

  private final DynamoFixture fixture;
  private final DynamoDbClient dynamo;

  TableMetricsTest(TestDatabase database) {
    fixture = new DynamoFixture(database);
    dynamo = fixture.client();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** An item of so many KB, roughly a little less. */
  private static Map<String, AttributeValue> item(String key, int kilobytes) {
    return Map.of("p", s(key), "text", s("x".repeat(kilobytes * 1_024 - 100)));
  }

  private void put(Map<String, AttributeValue> item) {
    dynamo.putItem(p -> p.tableName("t").item(item));
  }

  private Map<String, Double> measured(String name) {
    var all = fixture.measured();
    all.keySet().removeIf(key -> !key.startsWith(name));
    return all;
  }

  @Test
  void capacityIsCountedWhetherOrNotARequestAsksForIt() {
    fixture.table("t");
    put(item("a", 3));
    dynamo.putItem(p -> p.tableName("t").item(item("b", 1)).returnConsumedCapacity("TOTAL"));
    dynamo.deleteItem(d -> d.tableName("t").key(Map.of("p", s("none"))));
    dynamo.getItem(g -> g.tableName("t").key(Map.of("p", s("a"))).consistentRead(true));
    dynamo.getItem(g -> g.tableName("t").key(Map.of("p", s("none"))));
    assertThat(measured("Consumed"))
        .isEqualTo(
            Map.of(
                "ConsumedWriteCapacityUnits {TableName=t}", 5.0,
                "ConsumedReadCapacityUnits {TableName=t}", 1.5));
    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void transactionsConsumeDouble() {
    fixture.table("t");
    dynamo.transactWriteItems(
        t ->
            t.clientRequestToken("once")
                .transactItems(
                    i -> i.put(p -> p.tableName("t").item(item("a", 1))),
                    i -> i.put(p -> p.tableName("t").item(item("b", 1)))));
    dynamo.transactGetItems(
        t -> t.transactItems(i -> i.get(g -> g.tableName("t").key(Map.of("p", s("a"))))));
    assertThat(measured("Consumed"))
        .isEqualTo(
            Map.of(
                "ConsumedWriteCapacityUnits {TableName=t}", 4.0,
                "ConsumedReadCapacityUnits {TableName=t}", 2.0));
  }

  @Test
  void globalIndexesHaveMetricsOfTheirOwn() {
    dynamo.createTable(
        t ->
            t.tableName("t")
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(
                    a -> a.attributeName("p").attributeType("S"),
                    a -> a.attributeName("state").attributeType("S"))
                .keySchema(k -> k.attributeName("p").keyType("HASH"))
                .globalSecondaryIndexes(
                    i ->
                        i.indexName("by-state")
                            .keySchema(k -> k.attributeName("state").keyType("HASH"))
                            .projection(p -> p.projectionType("ALL"))));
    put(Map.of("p", s("a"), "state", s("open")));
    put(Map.of("p", s("b")));
    var found =
        dynamo.query(
            q ->
                q.tableName("t")
                    .indexName("by-state")
                    .keyConditionExpression("#s = :s")
                    .expressionAttributeNames(Map.of("#s", "state"))
                    .expressionAttributeValues(Map.of(":s", s("open"))));
    assertThat(found.count()).isEqualTo(1);
    assertThat(measured("Consumed"))
        .isEqualTo(
            Map.of(
                "ConsumedWriteCapacityUnits {TableName=t}", 2.0,
                "ConsumedWriteCapacityUnits {GlobalSecondaryIndexName=by-state, TableName=t}", 1.0,
                "ConsumedReadCapacityUnits {GlobalSecondaryIndexName=by-state, TableName=t}", 0.5));
  }

  @Test
  void callsTellHowLongTheyTookAndHowManyItemsTheyFound() {
    fixture.table("t");
    put(item("a", 1));
    put(item("b", 1));
    dynamo.scan(q -> q.tableName("t"));
    dynamo.batchGetItem(
        b ->
            b.requestItems(
                Map.of("t", KeysAndAttributes.builder().keys(Map.of("p", s("a"))).build())));
    var took = (double) DynamoFixture.TOOK.toMillis();
    assertThat(measured("S"))
        .isEqualTo(
            Map.of(
                "SuccessfulRequestLatency {Operation=PutItem, TableName=t}", 2 * took,
                "SuccessfulRequestLatency {Operation=Scan, TableName=t}", took,
                "SuccessfulRequestLatency {Operation=BatchGetItem, TableName=t}", took));
    dynamo.scan(q -> q.tableName("t"));
    dynamo.scan(q -> q.tableName("t").limit(1));
    assertThat(measured("Returned"))
        .isEqualTo(Map.of("ReturnedItemCount {Operation=Scan, TableName=t}", 3.0));
  }

  @Test
  void faultsOfCallersAreTheAccountsAndFailedConditionsTheTables() {
    fixture.table("t");
    put(item("a", 1));
    fixture.measured();
    assertThatThrownBy(
            () ->
                dynamo.putItem(
                    p ->
                        p.tableName("t")
                            .item(item("a", 1))
                            .conditionExpression("attribute_not_exists(p)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(() -> dynamo.putItem(p -> p.tableName("t").item(Map.of("p", n(1)))))
        .isInstanceOf(AwsServiceException.class);
    assertThatThrownBy(() -> dynamo.describeTable(d -> d.tableName("none")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () ->
                dynamo.transactWriteItems(
                    t ->
                        t.transactItems(
                            i ->
                                i.put(
                                    p ->
                                        p.tableName("t")
                                            .item(item("a", 1))
                                            .conditionExpression("attribute_not_exists(p)")))))
        .isInstanceOf(TransactionCanceledException.class);
    assertThat(fixture.measured())
        .isEqualTo(
            Map.of("ConditionalCheckFailedRequests {TableName=t}", 1.0, "UserErrors {}", 3.0));
  }

  @Test
  void itemsThatExpireAreCountedAndConsumeNothing() {
    fixture.table("t");
    dynamo.updateTimeToLive(
        t ->
            t.tableName("t")
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName("until")));
    var now = fixture.clock().millis() / 1_000;
    for (var i = 0; i < 3; i++) {
      put(Map.of("p", s("a" + i), "until", n(now + 60)));
    }
    fixture.measured();
    fixture.clock().advance(Duration.ofMinutes(3));
    assertThat(fixture.measured())
        .isEqualTo(Map.of("TimeToLiveDeletedItemCount {TableName=t}", 3.0));
  }

  @Test
  void whatIsProvisionedIsToldEveryFiveMinutes() {
    dynamo.createTable(
        t ->
            t.tableName("t")
                .provisionedThroughput(p -> p.readCapacityUnits(400L).writeCapacityUnits(80L))
                .attributeDefinitions(a -> a.attributeName("p").attributeType("S"))
                .keySchema(k -> k.attributeName("p").keyType("HASH")));
    fixture.clock().advance(Duration.ofMinutes(5));
    assertThat(fixture.measured())
        .containsAllEntriesOf(
            Map.of(
                "ProvisionedReadCapacityUnits {TableName=t}", 400.0,
                "ProvisionedWriteCapacityUnits {TableName=t}", 80.0,
                "AccountMaxReads {}", 80_000.0,
                "AccountMaxTableLevelWrites {}", 40_000.0,
                "AccountProvisionedReadCapacityUtilization {}", 0.5,
                "MaxProvisionedTableReadCapacityUtilization {}", 1.0));
    fixture.clock().advance(Duration.ofMinutes(4));
    assertThat(fixture.measured()).isEmpty();
  }
}
