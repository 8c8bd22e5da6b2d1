package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import tools.jackson.databind.JsonNode;

/**
 * Tables whose streams invoke functions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
 *     Amazon DynamoDB</a>
 */
@OnSharedPlatforms
class StreamMappingScenariosTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Parameter private PlatformKind kind;

  private Events events;
  private Cloud cloud;

  @BeforeEach
  void connect() {
    events = new Events(kind);
    cloud = events.cloud;
  }

  @Test
  void whatIsWrittenIntoATableReachesItsFunction() {
    var name = events.name("stream-recorder");
    events.function(name, Events.RECORDER);
    read(name);
    var stream = table(name);
    var uuid = map(name, stream, "{\"dynamodb\":{\"NewImage\":{\"n\":{\"N\":[\"2\",\"3\"]}}}}");

    for (var n = 1; n <= 3; n++) {
      put(name, "item", n);
    }

    var records = new ArrayList<JsonNode>();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              records.clear();
              events.records(name).forEach(event -> event.path("Records").forEach(records::add));
              return records.size() == 2;
            });
    assertThat(records).allMatch(record -> record.path("eventName").asString().equals("MODIFY"));
    assertThat(records.getFirst().at("/dynamodb/NewImage/n/N").asString()).isEqualTo("2");
    assertThat(records.getLast().at("/dynamodb/NewImage/n/N").asString()).isEqualTo("3");
    assertThat(records).allMatch(record -> record.at("/eventSourceARN").asString().equals(stream));
    Awaitility.await().atMost(PATIENCE).until(() -> result(uuid).equals("OK"));

    assertThat(cloud.lambda.deleteEventSourceMapping(r -> r.uuid(uuid)).state())
        .isEqualTo("Deleting");
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> cloud.lambda.getEventSourceMapping(r -> r.uuid(uuid)))
                    .isInstanceOf(ResourceNotFoundException.class));
  }

  @Test
  void aPoisonedItemGoesToTheTopicAndTheOthersGoOn() {
    var name = events.name("stream-poison");
    var teller = events.name("stream-poison-told");
    events.function(
        name,
        """
        def handler(event, context):
            for record in event["Records"]:
                if record["dynamodb"]["NewImage"]["n"]["N"] == "2":
                    raise ValueError("poison")
        """);
    events.function(teller, Events.RECORDER);
    var topic = events.topicFor(teller);
    read(name, "sns:Publish");
    var stream = table(name);
    for (var n = 1; n <= 5; n++) {
      put(name, "item-" + n, n);
    }

    cloud.lambda.createEventSourceMapping(
        r ->
            r.functionName(name)
                .eventSourceArn(stream)
                .startingPosition(EventSourcePosition.TRIM_HORIZON)
                .bisectBatchOnFunctionError(true)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(f -> f.destination(topic))));

    var told = events.records(teller);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().at("/Records/0/Sns/Message").asString())
        .contains("\"condition\":\"RetryAttemptsExhausted\"")
        .contains("\"batchSize\":1")
        .contains("\"streamArn\":\"" + stream + "\"");
  }

  @Test
  void aRoleThatMayNotReadTheStreamIsRefusedAtOnce() {
    var name = events.name("stream-denied");
    events.function(name, Events.RECORDER);
    var stream = table(name);

    assertThatThrownBy(() -> map(name, stream, null))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "Cannot access stream "
                + stream
                + ". Please ensure the role can perform the GetRecords, GetShardIterator,"
                + " DescribeStream, and ListStreams Actions on your stream in IAM.");
  }

  private void read(String role, String... more) {
    var actions = new ArrayList<>(List.of(more));
    actions.addAll(
        List.of(
            "dynamodb:GetRecords",
            "dynamodb:GetShardIterator",
            "dynamodb:DescribeStream",
            "dynamodb:ListStreams"));
    cloud.iam.putRolePolicy(
        r ->
            r.roleName(role)
                .policyName("scenario")
                .policyDocument(
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\""
                        + String.join("\",\"", actions)
                        + "\"],\"Resource\":\"*\"}}"));
  }

  /** A table with a stream; the stream's ARN. */
  private String table(String name) {
    return cloud
        .dynamoDb
        .createTable(
            r ->
                r.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .streamSpecification(
                        s ->
                            s.streamEnabled(true)
                                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
        .tableDescription()
        .latestStreamArn();
  }

  private void put(String table, String id, int n) {
    cloud.dynamoDb.putItem(
        r ->
            r.tableName(table)
                .item(
                    Map.of(
                        "id", AttributeValue.fromS(id),
                        "n", AttributeValue.fromN(Integer.toString(n)))));
  }

  private String map(String function, String stream, @Nullable String filter) {
    return cloud
        .lambda
        .createEventSourceMapping(
            r -> {
              r.functionName(function)
                  .eventSourceArn(stream)
                  .startingPosition(EventSourcePosition.TRIM_HORIZON);
              if (filter != null) {
                r.filterCriteria(c -> c.filters(Filter.builder().pattern(filter).build()));
              }
            })
        .uuid();
  }

  private String result(String uuid) {
    return cloud.lambda.getEventSourceMapping(r -> r.uuid(uuid)).lastProcessingResult();
  }
}
