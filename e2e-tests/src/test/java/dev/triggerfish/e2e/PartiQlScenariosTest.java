package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Statements in PartiQL, by the SDK and the AWS CLI. */
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnSharedPlatforms
class PartiQlScenariosTest {

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

  private static void music(DynamoDbClient dynamo, String name) {
    dynamo.createTable(
        t ->
            t.tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(
                    a -> a.attributeName("Artist").attributeType("S"),
                    a -> a.attributeName("Song").attributeType("N"))
                .keySchema(
                    k -> k.attributeName("Artist").keyType("HASH"),
                    k -> k.attributeName("Song").keyType("RANGE")));
    dynamo.waiter().waitUntilTableExists(t -> t.tableName(name));
    for (var i = 1; i <= 5; i++) {
      var number = i;
      dynamo.executeStatement(
          e ->
              e.statement(
                      "INSERT INTO \""
                          + name
                          + "\" VALUE {'Artist': ?, 'Song': ?, 'tags': <<'a'>>}")
                  .parameters(s("Acme"), n(number)));
    }
  }

  @Test
  void theSdkRunsStatementsBatchesAndTransactions() {
    var dynamo = root().dynamoDb;
    music(dynamo, "sdk-music");

    var songs = new ArrayList<AttributeValue>();
    String token = null;
    do {
      var from = token;
      var page =
          dynamo.executeStatement(
              e ->
                  e.statement(
                          "SELECT Song FROM \"sdk-music\" WHERE Artist = ? AND Song > 1"
                              + " ORDER BY Song DESC")
                      .parameters(s("Acme"))
                      .limit(3)
                      .nextToken(from));
      page.items().forEach(item -> songs.addAll(item.values()));
      token = page.nextToken();
    } while (token != null);
    assertThat(songs).containsExactly(n(5), n(4), n(3), n(2));
    assertThat(
            dynamo
                .executeStatement(
                    e ->
                        e.statement(
                            "UPDATE \"sdk-music\" SET tags = set_add(tags, <<'b'>>)"
                                + " WHERE Artist = 'Acme' AND Song = 1 RETURNING MODIFIED NEW *"))
                .items())
        .containsExactly(Map.of("tags", AttributeValue.fromSs(List.of("a", "b"))));
    assertThatThrownBy(
            () ->
                dynamo.executeStatement(
                    e ->
                        e.statement(
                            "INSERT INTO \"sdk-music\" VALUE {'Artist': 'Acme', 'Song': 1}")))
        .isInstanceOf(DuplicateItemException.class)
        .hasMessageContaining("Duplicate primary key exists in table");
    assertThatThrownBy(() -> dynamo.executeStatement(e -> e.statement("SLECT 1")))
        .hasMessageContaining(
            "Statement wasn't well formed, can't be processed: Expected data manipulation");

    var batch =
        dynamo.batchExecuteStatement(
            b ->
                b.statements(
                    s ->
                        s.statement("DELETE FROM \"sdk-music\" WHERE Artist = 'Acme' AND Song = 5"),
                    s -> s.statement("DELETE FROM \"sdk-music\" WHERE Artist = 'Acme'")));
    assertThat(batch.responses())
        .extracting(one -> one.error() == null ? "" : one.error().codeAsString())
        .containsExactly("", "ValidationError");

    var cancelled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                dynamo.executeTransaction(
                    t ->
                        t.transactStatements(
                            s ->
                                s.statement(
                                    "EXISTS(SELECT * FROM \"sdk-music\" WHERE Artist = 'Acme' AND"
                                        + " Song = 2 AND tags IS MISSING)"),
                            s ->
                                s.statement(
                                    "INSERT INTO \"sdk-music\" VALUE {'Artist': 'New', 'Song': 1}"))));
    assertThat(cancelled.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("ConditionalCheckFailed", "None");
    assertThat(dynamo.scan(q -> q.tableName("sdk-music")).items())
        .hasSize(4)
        .extracting(item -> item.get("Artist"))
        .containsOnly(s("Acme"));
  }

  @Test
  void everyStatementIsAskedFor() {
    var root = root();
    music(root.dynamoDb, "guarded-music");
    root.iam.createUser(r -> r.userName("listener"));
    root.iam.putUserPolicy(
        r ->
            r.userName("listener")
                .policyName("own")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[
                     {"Effect":"Allow","Action":"dynamodb:PartiQLSelect",
                      "Resource":"arn:aws:dynamodb:*:000000000000:table/guarded-music",
                      "Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["Acme"]}}},
                     {"Effect":"Deny","Action":"dynamodb:PartiQLSelect",
                      "Resource":"arn:aws:dynamodb:*:000000000000:table/guarded-music",
                      "Condition":{"Bool":{"dynamodb:FullTableScan":["true"]}}}]}"""));
    var key = root.iam.createAccessKey(r -> r.userName("listener")).accessKey();
    var listener =
        root.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())).dynamoDb;

    assertThat(
            listener
                .executeStatement(
                    e ->
                        e.statement("SELECT * FROM \"guarded-music\" WHERE Artist = 'Acme'")
                            .limit(10))
                .items())
        .hasSize(5);
    for (var statement :
        List.of(
            "SELECT * FROM \"guarded-music\"",
            "SELECT * FROM \"guarded-music\" WHERE Artist = 'Other'",
            "SELECT * FROM \"guarded-music\" WHERE Artist IN ['Acme', 'Other']",
            "DELETE FROM \"guarded-music\" WHERE Artist = 'Acme' AND Song = 1")) {
      var denied =
          catchThrowableOfType(
              DynamoDbException.class,
              () -> listener.executeStatement(e -> e.statement(statement)));
      assertThat(denied.awsErrorDetails().errorCode())
          .as(statement)
          .isEqualTo("AccessDeniedException");
      assertThat(denied.awsErrorDetails().errorMessage())
          .containsIgnoringCase("dynamodb:PartiQL" + statement.substring(0, 6));
    }
    assertThat(
            listener
                .batchExecuteStatement(
                    b ->
                        b.statements(
                            s ->
                                s.statement(
                                    "SELECT Song FROM \"guarded-music\""
                                        + " WHERE Artist = 'Acme' AND Song = 1"),
                            s ->
                                s.statement(
                                    "SELECT Song FROM \"guarded-music\""
                                        + " WHERE Artist = 'Other' AND Song = 1")))
                .responses())
        .extracting(one -> one.error() == null ? one.item() : one.error().codeAsString())
        .containsExactly(Map.of("Song", n(1)), "AccessDenied");
  }

  @Test
  void theCommandLineRunsStatements() {
    assumeTrue(AwsCli.installed(), "no AWS command line is installed: apt-get install awscli");
    music(root().dynamoDb, "climusic");
    var said =
        AwsCli.shell(folder)
            .with("AWS_ACCESS_KEY_ID", "test")
            .with("AWS_SECRET_ACCESS_KEY", "test")
            .with("AWS_REGION", "us-east-1")
            .with("AWS_DEFAULT_REGION", "us-east-1")
            .with("ENDPOINT", kind.running().endpoint().toString())
            .run(
                "bash",
                "-eu",
                "-c",
                """
                tf() { aws --endpoint-url "$ENDPOINT" --output text dynamodb "$@"; }
                tf execute-statement --statement "SELECT * FROM climusic WHERE Artist = 'Acme' AND Song = 2" \
                  --query 'Items[0].tags.SS'
                tf batch-execute-statement --query 'Responses[0].Item' --statements \
                  "[{\\"Statement\\": \\"UPDATE climusic SET played = 7 WHERE Artist = 'Acme' AND Song = 2 RETURNING MODIFIED NEW *\\"}]"
                tf execute-transaction --query 'Responses[0].Item' --transact-statements \
                  '[{"Statement": "SELECT played FROM climusic WHERE Artist = ? AND Song = ?",
                     "Parameters": [{"S": "Acme"}, {"N": "2"}]}]'
                tf execute-statement --statement "SELECT * FROM" || true
                """);

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .containsSubsequence("PLAYED\t7", "PLAYED\t7", "(ValidationException)")
        .contains("Statement wasn't well formed, can't be processed: Unexpected term");
  }
}
