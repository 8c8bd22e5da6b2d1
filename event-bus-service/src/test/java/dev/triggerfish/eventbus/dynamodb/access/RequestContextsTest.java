package dev.triggerfish.eventbus.dynamodb.access;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class RequestContextsTest {

  private static final String SELECT = "dynamodb:select";
  private static final String ATTRIBUTES = "dynamodb:attributes";

  private final DynamoFixture fixture;

  RequestContextsTest(TestDatabase database) {
    fixture = new DynamoFixture(database);
  }

  @BeforeEach
  void table() {
    fixture
        .client()
        .createTable(
            t ->
                t.tableName("things")
                    .billingMode("PAY_PER_REQUEST")
                    .attributeDefinitions(
                        a -> a.attributeName("p").attributeType("S"),
                        a -> a.attributeName("g").attributeType("S"))
                    .keySchema(k -> k.attributeName("p").keyType("HASH"))
                    .globalSecondaryIndexes(
                        i ->
                            i.indexName("by-g")
                                .keySchema(k -> k.attributeName("g").keyType("HASH"))
                                .projection(p -> p.projectionType("ALL")))
                    .tags(g -> g.key("Team").value("blue")));
    fixture.asked().clear();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static QueryRequest.Builder query() {
    return QueryRequest.builder()
        .tableName("things")
        .keyConditionExpression("p = :p")
        .expressionAttributeValues(Map.of(":p", s("a")));
  }

  @Test
  void whatIsReadIsSaidAlsoIfTheRequestDoesNot() {
    assertThat(fixture.conditionKeys(query().build()))
        .containsEntry(SELECT, List.of("ALL_ATTRIBUTES"))
        .containsEntry("dynamodb:leadingkeys", List.of("a"))
        .containsEntry("aws:resourcetag/team", List.of("blue"));
    assertThat(fixture.conditionKeys(query().projectionExpression("v").build()))
        .containsEntry(SELECT, List.of("SPECIFIC_ATTRIBUTES"));
    assertThat(
            fixture.conditionKeys(
                ScanRequest.builder().tableName("things").indexName("by-g").build()))
        .containsEntry(SELECT, List.of("ALL_PROJECTED_ATTRIBUTES"))
        .hasEntrySatisfying(
            ATTRIBUTES, names -> assertThat(names).containsExactlyInAnyOrder("p", "g"));
    assertThat(fixture.conditionKeys(query().select("COUNT").build()))
        .containsEntry(SELECT, List.of("COUNT"));
  }

  @Test
  void batchesAndTransactionsSayItForEachTableOrItem() {
    var keys =
        KeysAndAttributes.builder().keys(Map.of("p", s("a"))).projectionExpression("v").build();
    fixture
        .client()
        .batchGetItem(b -> b.requestItems(Map.of("things", keys)).returnConsumedCapacity("TOTAL"));
    fixture
        .client()
        .transactGetItems(
            t -> t.transactItems(i -> i.get(g -> g.tableName("things").key(Map.of("p", s("a"))))));

    assertThat(fixture.asked()).hasSize(2);
    assertThat(fixture.asked().getFirst().keys())
        .containsEntry(SELECT, List.of("SPECIFIC_ATTRIBUTES"))
        .containsEntry("dynamodb:returnconsumedcapacity", List.of("TOTAL"))
        .hasEntrySatisfying(
            ATTRIBUTES, names -> assertThat(names).containsExactlyInAnyOrder("p", "v"));
    assertThat(fixture.asked().getLast().keys())
        .containsEntry(SELECT, List.of("ALL_ATTRIBUTES"))
        .containsEntry(ATTRIBUTES, List.of("p"))
        .containsEntry("dynamodb:enclosingoperation", List.of("TransactGetItems"));
  }

  @Test
  void tagsAndPoliciesOfNewTablesNeedRightsOfTheirOwn() {
    var tagged =
        CreateTableRequest.builder()
            .tableName("more")
            .billingMode("PAY_PER_REQUEST")
            .attributeDefinitions(a -> a.attributeName("p").attributeType("S"))
            .keySchema(k -> k.attributeName("p").keyType("HASH"))
            .tags(g -> g.key("Team").value("red"))
            .build();
    assertThat(fixture.conditionKeys(tagged))
        .containsEntry("aws:tagkeys", List.of("Team"))
        .containsEntry("aws:requesttag/team", List.of("red"));
    fixture.deny("dynamodb:TagResource");
    assertThatThrownBy(() -> fixture.client().createTable(tagged))
        .hasMessageContaining("denied dynamodb:TagResource on")
        .hasMessageContaining("table/more");

    var plain = tagged.toBuilder().tags(List.of());
    assertThatThrownBy(
            () -> fixture.client().createTable(plain.resourcePolicy("{\"no\": 1}").build()))
        .hasMessageContaining("Invalid policy document");
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
         "Action":"dynamodb:GetItem","Resource":"*"}]}""";
    fixture.deny("dynamodb:PutResourcePolicy");
    assertThatThrownBy(() -> fixture.client().createTable(plain.resourcePolicy(policy).build()))
        .hasMessageContaining("denied dynamodb:PutResourcePolicy on");
    assertThat(fixture.client().listTables(l -> l.limit(9)).tableNames()).containsExactly("things");
  }

  @Test
  void policiesArePutGotAndDeletedByTheirRevision() {
    var dynamo = fixture.client();
    var arn = dynamo.describeTable(t -> t.tableName("things")).table().tableArn();
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
         "Action":"dynamodb:GetItem","Resource":"*"}]}""";

    assertThatThrownBy(() -> dynamo.getResourcePolicy(p -> p.resourceArn(arn)))
        .hasMessageContaining("Resource-based policy not found");
    var revision =
        dynamo
            .putResourcePolicy(
                p -> p.resourceArn(arn).policy(policy).expectedRevisionId("NO_POLICY"))
            .revisionId();
    assertThat(dynamo.getResourcePolicy(p -> p.resourceArn(arn)).policy()).isEqualTo(policy);
    assertThatThrownBy(
            () -> dynamo.deleteResourcePolicy(p -> p.resourceArn(arn).expectedRevisionId("1")))
        .hasMessageContaining("Resource-based policy not found");
    assertThat(
            dynamo
                .deleteResourcePolicy(p -> p.resourceArn(arn).expectedRevisionId(revision))
                .revisionId())
        .isEqualTo(revision);
    assertThat(dynamo.deleteResourcePolicy(p -> p.resourceArn(arn)).revisionId()).isNull();
  }
}
