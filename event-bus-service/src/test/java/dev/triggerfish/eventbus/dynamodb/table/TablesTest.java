package dev.triggerfish.eventbus.dynamodb.table;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class TablesTest {

  private final TestDatabase database;
  private final DynamoFixture fixture;
  private final DynamoDbClient dynamo;

  TablesTest(TestDatabase database) {
    this.database = database;
    fixture = new DynamoFixture(database);
    dynamo = fixture.client();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void areListedInBinaryOrderPageByPage() {
    for (var name : new String[] {"b-table", "A_table", "a.table", "B-table"}) {
      fixture.table(name);
    }

    var first = dynamo.listTables(l -> l.limit(3));

    assertThat(first.tableNames()).containsExactly("A_table", "B-table", "a.table");
    assertThat(first.lastEvaluatedTableName()).isEqualTo("a.table");
    assertThat(
            dynamo
                .listTables(l -> l.exclusiveStartTableName(first.lastEvaluatedTableName()))
                .tableNames())
        .containsExactly("b-table");
  }

  @Test
  void areThereOnceAndGoneWithTheirItems() {
    fixture.table("one");
    dynamo.putItem(p -> p.tableName("one").item(Map.of("p", s("a"))));

    assertThatThrownBy(() -> fixture.table("one"))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("Table already exists: one");
    assertThat(dynamo.describeTable(t -> t.tableName("one")).table().itemCount()).isEqualTo(1);
    assertThat(dynamo.deleteTable(t -> t.tableName("one")).tableDescription().tableStatus())
        .isEqualTo(TableStatus.DELETING);
    assertThatThrownBy(() -> dynamo.describeTable(t -> t.tableName("one")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Requested resource not found: Table: one not found");

    fixture.table("one");
    assertThat(dynamo.scan(q -> q.tableName("one")).count()).isZero();
    await()
        .until(
            () ->
                database
                    .database()
                    .jdbc()
                    .sql("SELECT COUNT(*) FROM item")
                    .query(Integer.class)
                    .single(),
            count -> count == 0);
  }

  @Test
  void expireItemsOnPlatformTime() {
    fixture.table("sessions");
    var now = fixture.clock().millis() / 1_000;
    dynamo.putItem(
        p -> p.tableName("sessions").item(Map.of("p", s("before"), "until", n(now + 60))));
    dynamo.updateTimeToLive(
        u ->
            u.tableName("sessions")
                .timeToLiveSpecification(t -> t.enabled(true).attributeName("until")));
    dynamo.putItem(
        p -> p.tableName("sessions").item(Map.of("p", s("after"), "until", n(now + 60))));
    dynamo.putItem(
        p -> p.tableName("sessions").item(Map.of("p", s("text"), "until", s("" + (now + 60)))));
    dynamo.putItem(p -> p.tableName("sessions").item(Map.of("p", s("ancient"), "until", n(1))));
    dynamo.putItem(
        p -> p.tableName("sessions").item(Map.of("p", s("later"), "until", n(now + 60))));
    dynamo.updateItem(
        u ->
            u.tableName("sessions")
                .key(Map.of("p", s("later")))
                .updateExpression("SET #u = :t")
                .expressionAttributeNames(Map.of("#u", "until"))
                .expressionAttributeValues(Map.of(":t", n(now + 600))));

    await()
        .until(
            () -> {
              fixture.clock().advance(Duration.ofSeconds(35));
              return dynamo.scan(q -> q.tableName("sessions")).items().stream()
                  .map(item -> item.getOrDefault("p", s("none")).s())
                  .toList();
            },
            left -> left.size() == 3);

    assertThat(dynamo.scan(q -> q.tableName("sessions")).items())
        .extracting(item -> item.getOrDefault("p", s("none")).s())
        .containsExactlyInAnyOrder("text", "ancient", "later");
  }

  @Test
  void refuseWhatIsNoTable() {
    assertThatThrownBy(
            () ->
                dynamo.createTable(
                    t ->
                        t.tableName("wrong")
                            .billingMode("PAY_PER_REQUEST")
                            .attributeDefinitions(a -> a.attributeName("a").attributeType("S"))
                            .keySchema(k -> k.attributeName("b").keyType("HASH"))))
        .hasMessageContaining(
            "Some index key attributes are not defined in AttributeDefinitions. Keys: [b],"
                + " AttributeDefinitions: [a]");
    assertThatThrownBy(
            () ->
                dynamo.createTable(
                    t ->
                        t.tableName("wrong")
                            .attributeDefinitions(a -> a.attributeName("a").attributeType("S"))
                            .keySchema(k -> k.attributeName("a").keyType("HASH"))))
        .hasMessageContaining(
            "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                + " PROVISIONED");
    assertThatThrownBy(
            () ->
                dynamo.createTable(
                    t ->
                        t.tableName("wrong")
                            .billingMode("PAY_PER_REQUEST")
                            .attributeDefinitions(
                                a -> a.attributeName("a").attributeType("S"),
                                a -> a.attributeName("b").attributeType("S"))
                            .keySchema(k -> k.attributeName("a").keyType("HASH"))))
        .hasMessageContaining(
            "Number of attributes in KeySchema does not exactly match number of attributes defined"
                + " in AttributeDefinitions");
  }
}
