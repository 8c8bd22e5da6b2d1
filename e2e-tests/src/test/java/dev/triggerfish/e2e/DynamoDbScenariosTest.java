package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** DynamoDB's tables, by the SDK. */
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnSharedPlatforms
@MovesTheClock
class DynamoDbScenariosTest {

  @Parameter private PlatformKind kind;

  private Cloud root() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static void orders(DynamoDbClient dynamo, String name) {
    dynamo.createTable(
        t ->
            t.tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(
                    a -> a.attributeName("customer").attributeType(ScalarAttributeType.S),
                    a -> a.attributeName("number").attributeType(ScalarAttributeType.N),
                    a -> a.attributeName("state").attributeType(ScalarAttributeType.S),
                    a -> a.attributeName("price").attributeType(ScalarAttributeType.N))
                .keySchema(
                    k -> k.attributeName("customer").keyType(KeyType.HASH),
                    k -> k.attributeName("number").keyType(KeyType.RANGE))
                .localSecondaryIndexes(
                    i ->
                        i.indexName("by-price")
                            .keySchema(
                                k -> k.attributeName("customer").keyType(KeyType.HASH),
                                k -> k.attributeName("price").keyType(KeyType.RANGE))
                            .projection(p -> p.projectionType(ProjectionType.ALL)))
                .globalSecondaryIndexes(
                    i ->
                        i.indexName("by-state")
                            .keySchema(
                                k -> k.attributeName("state").keyType(KeyType.HASH),
                                k -> k.attributeName("number").keyType(KeyType.RANGE))
                            .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY)))
                .tags(Tag.builder().key("team").value("blue").build()));
    dynamo.waiter().waitUntilTableExists(t -> t.tableName(name));
  }

  private static Map<String, AttributeValue> order(int number) {
    return Map.of(
        "customer", s(number % 2 == 0 ? "ann" : "bob"),
        "number", n(number),
        "state", s(number < 6 ? "shipped" : "open"),
        "price", n(100 - number));
  }

  private static Map<String, AttributeValue> key(int number) {
    return Map.of("customer", s(number % 2 == 0 ? "ann" : "bob"), "number", n(number));
  }

  @Test
  void theSdkWritesReadsAndFindsItems() {
    var dynamo = root().dynamoDb;
    orders(dynamo, "sdk-orders");
    dynamo.batchWriteItem(
        b ->
            b.requestItems(
                Map.of(
                    "sdk-orders",
                    IntStream.range(0, 10)
                        .mapToObj(
                            i -> WriteRequest.builder().putRequest(p -> p.item(order(i))).build())
                        .toList())));

    assertThat(dynamo.getItem(g -> g.tableName("sdk-orders").key(key(3))).item())
        .isEqualTo(order(3));
    assertThat(
            dynamo
                .query(
                    q ->
                        q.tableName("sdk-orders")
                            .indexName("by-price")
                            .keyConditionExpression("customer = :c AND price > :t")
                            .expressionAttributeValues(Map.of(":c", s("ann"), ":t", n(94))))
                .items())
        .extracting(item -> item.get("number"))
        .containsExactly(n(4), n(2), n(0));
    assertThat(
            dynamo
                .queryPaginator(
                    q ->
                        q.tableName("sdk-orders")
                            .indexName("by-state")
                            .limit(2)
                            .keyConditionExpression("#s = :s")
                            .expressionAttributeNames(Map.of("#s", "state"))
                            .expressionAttributeValues(Map.of(":s", s("shipped"))))
                .items())
        .hasSize(6)
        .allSatisfy(item -> assertThat(item).containsOnlyKeys("customer", "number", "state"));
    assertThat(dynamo.scanPaginator(q -> q.tableName("sdk-orders").limit(3)).items()).hasSize(10);
    assertThat(
            dynamo
                .updateItem(
                    u ->
                        u.tableName("sdk-orders")
                            .key(key(3))
                            .updateExpression("ADD #t :one REMOVE #s")
                            .expressionAttributeNames(Map.of("#t", "price", "#s", "state"))
                            .expressionAttributeValues(Map.of(":one", n(1)))
                            .returnValues(ReturnValue.ALL_NEW))
                .attributes())
        .isEqualTo(Map.of("customer", s("bob"), "number", n(3), "price", n(98)));
    assertThat(
            dynamo
                .deleteItem(
                    d -> d.tableName("sdk-orders").key(key(3)).returnValues(ReturnValue.ALL_OLD))
                .attributes())
        .containsEntry("price", n(98));
    assertThat(
            dynamo
                .batchGetItem(
                    b ->
                        b.requestItems(
                            Map.of(
                                "sdk-orders",
                                KeysAndAttributes.builder().keys(key(2), key(3)).build())))
                .responses())
        .isEqualTo(Map.of("sdk-orders", List.of(order(2))));

    dynamo.deleteTable(t -> t.tableName("sdk-orders"));

    assertThatThrownBy(() -> dynamo.scan(q -> q.tableName("sdk-orders")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Requested resource not found");
  }

  @Test
  void conditionsAndTransactionsSayWhatHasFailed() {
    var dynamo = root().dynamoDb;
    orders(dynamo, "conditional-orders");
    dynamo.putItem(p -> p.tableName("conditional-orders").item(order(1)));

    var failed =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                dynamo.putItem(
                    p ->
                        p.tableName("conditional-orders")
                            .item(order(1))
                            .conditionExpression("attribute_not_exists(customer)")
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    assertThat(failed.item()).isEqualTo(order(1));

    var put =
        TransactWriteItem.builder()
            .put(p -> p.tableName("conditional-orders").item(order(2)))
            .build();
    var check =
        TransactWriteItem.builder()
            .conditionCheck(
                c ->
                    c.tableName("conditional-orders")
                        .key(key(1))
                        .conditionExpression("attribute_not_exists(customer)"))
            .build();
    var cancelled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () -> dynamo.transactWriteItems(t -> t.transactItems(put, check)));
    assertThat(cancelled.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("None", "ConditionalCheckFailed");
    assertThat(dynamo.scan(q -> q.tableName("conditional-orders")).count()).isEqualTo(1);

    dynamo.transactWriteItems(t -> t.transactItems(put).clientRequestToken("once"));
    dynamo.transactWriteItems(t -> t.transactItems(put).clientRequestToken("once"));
    assertThat(
            dynamo
                .transactGetItems(
                    t ->
                        t.transactItems(
                            i -> i.get(g -> g.tableName("conditional-orders").key(key(2)))))
                .responses()
                .getFirst()
                .item())
        .isEqualTo(order(2));
  }

  @Test
  void itemsExpireWhenPlatformTimeHasPassed() {
    var platform = kind.running();
    var dynamo = root().dynamoDb;
    orders(dynamo, "expiring-orders");
    dynamo.updateTimeToLive(
        u ->
            u.tableName("expiring-orders")
                .timeToLiveSpecification(t -> t.enabled(true).attributeName("endsAt")));
    dynamo.updateItem(
        u ->
            u.tableName("expiring-orders")
                .key(key(1))
                .updateExpression("SET endsAt = :u")
                .expressionAttributeValues(
                    Map.of(":u", n(platform.now().plusSeconds(60).getEpochSecond()))));

    platform.advance(Duration.ofMinutes(2));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> dynamo.scan(q -> q.tableName("expiring-orders")).count(), c -> c == 0);
    var table = dynamo.describeTable(t -> t.tableName("expiring-orders")).table();
    assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
    assertThat(dynamo.listTagsOfResource(t -> t.resourceArn(table.tableArn())).tags())
        .containsExactly(Tag.builder().key("team").value("blue").build());
  }

  @Test
  void everyCallIsAskedForTablesIndexesAndItems() {
    var root = root();
    orders(root.dynamoDb, "guarded-orders");
    root.dynamoDb.putItem(p -> p.tableName("guarded-orders").item(order(1)));
    root.iam.createUser(r -> r.userName("clerk"));
    root.iam.putUserPolicy(
        r ->
            r.userName("clerk")
                .policyName("own")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Action":["dynamodb:GetItem","dynamodb:PutItem","dynamodb:Query","dynamodb:BatchGetItem"],
                     "Resource":"arn:aws:dynamodb:*:000000000000:table/guarded-orders",
                     "Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["bob"]}}}]}"""));
    var key = root.iam.createAccessKey(r -> r.userName("clerk")).accessKey();
    var clerk =
        root.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())).dynamoDb;

    assertThat(clerk.getItem(g -> g.tableName("guarded-orders").key(key(1))).item())
        .isEqualTo(order(1));
    assertDenied(
        () -> clerk.getItem(g -> g.tableName("guarded-orders").key(key(2))), "getitem", "");
    assertDenied(
        () ->
            clerk.query(
                q ->
                    q.tableName("guarded-orders")
                        .indexName("by-price")
                        .keyConditionExpression("customer = :c")
                        .expressionAttributeValues(Map.of(":c", s("bob")))),
        "query",
        "/index/by-price");
    assertDenied(
        () ->
            clerk.batchGetItem(
                b ->
                    b.requestItems(
                        Map.of(
                            "guarded-orders",
                            KeysAndAttributes.builder().keys(key(1), key(2)).build()))),
        "batchgetitem",
        "");
    assertDenied(
        () ->
            clerk.transactWriteItems(
                t ->
                    t.transactItems(
                        i -> i.put(p -> p.tableName("guarded-orders").item(order(1))),
                        i -> i.delete(d -> d.tableName("guarded-orders").key(key(3))))),
        "deleteitem",
        "");
    assertThatThrownBy(() -> clerk.listTables())
        .hasMessageContaining("is not authorized to perform: dynamodb:");
  }

  private static void assertDenied(Runnable call, String action, String index) {
    var denied = catchThrowableOfType(DynamoDbException.class, call::run);
    assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
    assertThat(denied.awsErrorDetails().errorMessage())
        .containsIgnoringCase("user/clerk is not authorized to perform: dynamodb:" + action)
        .contains("table/guarded-orders" + index);
  }

  @Test
  void whatIsNotServedSaysSo() {
    var dynamo = root().dynamoDb;

    assertThatThrownBy(() -> dynamo.createBackup(b -> b.tableName("any").backupName("none")))
        .isInstanceOfSatisfying(
            DynamoDbException.class, e -> assertThat(e.statusCode()).isEqualTo(501))
        .hasMessageContaining("does not serve dynamodb:CreateBackup");
  }
}
