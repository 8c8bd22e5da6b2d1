package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
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

/** DynamoDB's tables, by the SDK, its enhanced client, the AWS CLI and boto3. */
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnSharedPlatforms
@MovesTheClock
class DynamoDbScenariosTest {

  @Parameter private PlatformKind kind;

  @TempDir private Path folder;

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

  @Test
  void theEnhancedClientMakesAndUsesTables() {
    var enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(root().dynamoDb).build();
    var schema =
        TableSchema.documentSchemaBuilder()
            .addIndexPartitionKey(
                TableMetadata.primaryIndexName(), "customer", AttributeValueType.S)
            .addIndexSortKey(TableMetadata.primaryIndexName(), "number", AttributeValueType.N)
            .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
            .build();
    var table = enhanced.table("enhanced-orders", schema);
    table.createTable();

    for (var i = 1; i <= 3; i++) {
      table.putItem(
          EnhancedDocument.builder()
              .putString("customer", "bob")
              .putNumber("number", i)
              .putList(
                  "parts",
                  List.of("a", "b"),
                  software.amazon.awssdk.enhanced.dynamodb.EnhancedType.of(String.class))
              .build());
    }

    var bob = Key.builder().partitionValue("bob").sortValue(2).build();
    assertThat(table.getItem(bob).getListOfUnknownType("parts")).hasSize(2);
    assertThat(
            table.query(QueryConditional.sortGreaterThan(bob)).items().stream()
                .map(item -> item.getNumber("number").intValue()))
        .containsExactly(3);
    assertThatThrownBy(
            () ->
                table.deleteItem(
                    d ->
                        d.key(bob)
                            .conditionExpression(
                                Expression.builder()
                                    .expression("attribute_not_exists(parts)")
                                    .build())))
        .isInstanceOf(ConditionalCheckFailedException.class);
    enhanced.transactWriteItems(t -> t.addDeleteItem(table, bob));
    assertThat(table.scan().items().stream().count()).isEqualTo(2);
    table.deleteTable();
  }

  @Test
  void theCommandLineWorksWithTables() {
    assumeTrue(AwsCli.installed(), "no AWS command line is installed: apt-get install awscli");
    var said =
        shell()
            .run(
                "bash",
                "-eu",
                "-c",
                """
                tf() { aws --endpoint-url "$ENDPOINT" --output text dynamodb "$@"; }
                tf create-table --table-name cli-things --billing-mode PAY_PER_REQUEST \
                  --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH
                tf wait table-exists --table-name cli-things
                for i in 1 2 3; do tf put-item --table-name cli-things --item "{\\"id\\":{\\"S\\":\\"$i\\"},\\"b\\":{\\"B\\":\\"AAE=\\"}}"; done
                test 3 = "$(tf scan --table-name cli-things --page-size 1 --query Count)" ||
                  test 3 = "$(tf scan --table-name cli-things --select COUNT --query Count)"
                tf get-item --table-name cli-things --key '{"id":{"S":"2"}}' --query Item.b.B
                tf put-item --table-name cli-things --item '{"id":{"N":"1"}}' || true
                tf delete-table --table-name cli-things --query TableDescription.TableStatus
                tf wait table-not-exists --table-name cli-things
                """);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .contains("AAE=", "DELETING")
        .contains("(ValidationException)", "Type mismatch for key id expected: S actual: N");
  }

  private Shell shell() {
    return AwsCli.shell(folder)
        .with("ENDPOINT", kind.running().endpoint().toString())
        .with("AWS_REGION", "us-east-1")
        .with("AWS_DEFAULT_REGION", "us-east-1")
        .with("AWS_ACCESS_KEY_ID", "test")
        .with("AWS_SECRET_ACCESS_KEY", "test");
  }

  @Test
  void pythonsResourceApiWorksWithTables() throws Exception {
    var python = shell().run("python3", "-c", "import boto3");
    assumeTrue(python.code() == 0, "no boto3 is installed: apt-get install python3-boto3");
    var script =
        Files.writeString(
            folder.resolve("tour.py"),
            """
            import os
            from decimal import Decimal
            import boto3
            from boto3.dynamodb.conditions import Attr, Key
            from botocore.exceptions import ClientError
            dynamo = boto3.resource('dynamodb', endpoint_url=os.environ['ENDPOINT'])
            table = dynamo.create_table(TableName='boto-things', BillingMode='PAY_PER_REQUEST',
                AttributeDefinitions=[{'AttributeName': 'p', 'AttributeType': 'S'}, {'AttributeName': 's', 'AttributeType': 'N'}],
                KeySchema=[{'AttributeName': 'p', 'KeyType': 'HASH'}, {'AttributeName': 's', 'KeyType': 'RANGE'}])
            table.wait_until_exists()
            with table.batch_writer() as batch:
                for i in range(60):
                    batch.put_item(Item={'p': 'a', 's': i, 'n': Decimal('1.5') * i, 'tags': {'x', 'y'}, 'm': {'l': [1, None, True]}})
            found = table.query(KeyConditionExpression=Key('p').eq('a') & Key('s').between(10, 19),
                FilterExpression=Attr('n').lt(20))['Items']
            assert [int(i['s']) for i in found] == [10, 11, 12, 13], found
            assert found[0]['m'] == {'l': [1, None, True]} and found[0]['tags'] == {'x', 'y'}
            answer = table.update_item(Key={'p': 'a', 's': 1}, UpdateExpression='SET n = n + :one',
                ExpressionAttributeValues={':one': 1}, ReturnValues='UPDATED_NEW')
            assert answer['Attributes'] == {'n': Decimal('2.5')}, answer
            headers = answer['ResponseMetadata']['HTTPHeaders']
            assert headers['content-type'] == 'application/x-amz-json-1.0', headers
            assert int(headers['x-amz-crc32']) > 0, headers
            try:
                table.put_item(Item={'p': 'a', 's': 1}, ConditionExpression=Attr('p').not_exists())
                raise AssertionError('written')
            except ClientError as e:
                assert e.response['Error']['Code'] == 'ConditionalCheckFailedException', e.response
            assert table.meta.client.get_paginator('scan').paginate(TableName='boto-things', PaginationConfig={'PageSize': 7}).build_full_result()['Count'] == 60
            table.delete()
            print('toured')
            """);

    var said = shell().run("python3", script.toString());

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("toured");
  }
}
