package dev.triggerfish.eventbus.dynamodb.write;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.n;
import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class IndexKeysTest {

  private final DynamoFixture fixture;
  private final DynamoDbClient dynamo;

  IndexKeysTest(TestDatabase database) {
    fixture = new DynamoFixture(database);
    dynamo = fixture.client();
  }

  @BeforeEach
  void table() {
    dynamo.createTable(
        t ->
            t.tableName("things")
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(
                    a -> a.attributeName("p").attributeType("S"),
                    a -> a.attributeName("g").attributeType("S"),
                    a -> a.attributeName("h").attributeType("S"))
                .keySchema(k -> k.attributeName("p").keyType("HASH"))
                .globalSecondaryIndexes(
                    i ->
                        i.indexName("by-g")
                            .keySchema(
                                k -> k.attributeName("g").keyType("HASH"),
                                k -> k.attributeName("h").keyType("RANGE"))
                            .projection(p -> p.projectionType("ALL"))));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void put(AttributeValue g, AttributeValue h) {
    dynamo.putItem(p -> p.tableName("things").item(Map.of("p", s("a"), "g", g, "h", h)));
  }

  private void update(AttributeValue g) {
    dynamo.updateItem(
        u ->
            u.tableName("things")
                .key(Map.of("p", s("a")))
                .updateExpression("SET g = :g")
                .expressionAttributeValues(Map.of(":g", g)));
  }

  @Test
  void areAsShortAsKeysOfTables() {
    put(s("g".repeat(2_048)), s("h".repeat(1_024)));

    assertThatThrownBy(() -> put(s("g".repeat(2_049)), s("h")))
        .hasMessageContaining("Size of hashkey has exceeded the maximum size limit of2048 bytes");
    assertThatThrownBy(() -> put(s("g"), s("h".repeat(1_025))))
        .hasMessageContaining(
            "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    assertThatThrownBy(() -> update(s("g".repeat(2_049))))
        .hasMessageContaining("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }

  @Test
  void haveTheirTypeAndAreNotEmpty() {
    put(s("g"), s("h"));

    assertThatThrownBy(() -> put(n(1), s("h")))
        .hasMessageContaining(
            "Type mismatch for Index Key g Expected: S Actual: N IndexName: by-g");
    assertThatThrownBy(() -> put(s(""), s("h")))
        .hasMessageContaining("cannot contain an empty string value. IndexName: by-g, IndexKey: g");
    assertThatThrownBy(() -> update(n(1)))
        .hasMessageContaining(
            "The update expression attempted to update the secondary index key to unsupported type");
    assertThatThrownBy(() -> update(s("")))
        .hasMessageContaining("cannot contain an empty string value.");
    assertThat(dynamo.scan(q -> q.tableName("things").indexName("by-g")).items())
        .containsExactly(Map.of("p", s("a"), "g", s("g"), "h", s("h")));
  }

  @Test
  void manyLegacyConditionsAreNoDanger() {
    var expected = new HashMap<String, ExpectedAttributeValue>();
    for (var i = 0; i < 20_000; i++) {
      expected.put("a" + i, ExpectedAttributeValue.builder().exists(false).build());
    }

    dynamo.putItem(p -> p.tableName("things").item(Map.of("p", s("a"))).expected(expected));
    expected.put("p", ExpectedAttributeValue.builder().exists(false).build());

    assertThatThrownBy(
            () ->
                dynamo.putItem(
                    p -> p.tableName("things").item(Map.of("p", s("a"))).expected(expected)))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }
}
