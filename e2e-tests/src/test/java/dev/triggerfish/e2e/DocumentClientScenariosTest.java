package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** DynamoDB's tables by what applications use: enhanced, resource and document clients, AWS CLI. */
@OnSharedPlatforms
class DocumentClientScenariosTest {

  @Parameter private PlatformKind kind;

  @TempDir private Path folder;

  @Test
  void theEnhancedClientMakesAndUsesTables() {
    var root = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    var enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(root.dynamoDb).build();
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
        caller(AwsCli.shell(folder))
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

  /** Whatever Python and Node.js are first on the path, as a person would run them. */
  private Shell shell() {
    return caller(new Shell(folder));
  }

  private Shell caller(Shell shell) {
    return shell
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
            from boto3.dynamodb.types import Binary
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
            got = table.get_item(Key={'p': 'a', 's': 2}, ProjectionExpression='n, tags', ConsistentRead=True)['Item']
            assert got == {'n': Decimal('3.0'), 'tags': {'x', 'y'}}, got
            whole = {'p': 'b', 's': 1, 'exact': Decimal('1.2345678901234567890123456789012345678'), 'b': b'\\x00\\xff',
                'bs': {b'a', b'b'}, 'ns': {Decimal(1), Decimal('2.5')}, 'empty': '', 'none': None}
            table.put_item(Item=whole)
            back = table.get_item(Key={'p': 'b', 's': 1})['Item']
            assert back == dict(whole, b=Binary(b'\\x00\\xff'), bs={Binary(b'a'), Binary(b'b')}), back
            scanned = table.scan(FilterExpression=Attr('tags').contains('x') & Attr('m.l[0]').eq(1) & ~Attr('s').gte(2)
                | Attr('empty').begins_with('') & Attr('none').attribute_type('NULL') & Attr('bs').size().eq(2))['Items']
            assert sorted((i['p'], int(i['s'])) for i in scanned) == [('a', 0), ('a', 1), ('b', 1)], scanned
            backward = table.query(KeyConditionExpression=Key('p').eq('a'), ScanIndexForward=False, Limit=2)
            assert [int(i['s']) for i in backward['Items']] == [59, 58] and backward['LastEvaluatedKey'] == {'p': 'a', 's': 58}
            with table.batch_writer(overwrite_by_pkeys=['p', 's']) as batch:
                for i in range(30):
                    batch.delete_item(Key={'p': 'a', 's': i})
                    batch.delete_item(Key={'p': 'a', 's': i})
            gotten = dynamo.batch_get_item(RequestItems={'boto-things': {'Keys': [{'p': 'a', 's': 29}, {'p': 'a', 's': 30}]}})
            assert [int(i['s']) for i in gotten['Responses']['boto-things']] == [30], gotten
            old = table.delete_item(Key={'p': 'b', 's': 1}, ConditionExpression=Attr('ns').contains(1), ReturnValues='ALL_OLD')
            assert old['Attributes']['exact'] == whole['exact'], old
            assert table.scan(Select='COUNT')['Count'] == 30
            table.delete()
            print('toured')
            """);

    var said = shell().run("python3", script.toString());

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("toured");
  }

  @Test
  void javaScriptsDocumentClientWorksWithTables() {
    var installed = Shell.project().resolve("e2e-tests/src/test/node");
    assumeTrue(
        Files.isDirectory(installed.resolve("node_modules/@aws-sdk/lib-dynamodb")),
        "no document client is installed: npm ci --ignore-scripts --prefix e2e-tests/src/test/node");
    assumeTrue(shell().run("node", "--version").code() == 0, "no Node.js is installed");

    var said = shell().with("TABLE", "document-things").run("node", installed + "/tour.mjs");

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("toured");
  }
}
