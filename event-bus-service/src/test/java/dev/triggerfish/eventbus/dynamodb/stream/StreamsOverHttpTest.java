package dev.triggerfish.eventbus.dynamodb.stream;

import static dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.triggerfish.testkit.AwsEndpoint;
import dev.triggerfish.testkit.FakeAuthorizer;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The operations as the SDK's clients call them: with their wire format, checks and errors. */
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnEachDatabase("dynamodb")
class StreamsOverHttpTest {

  private static final String TABLE = "things";
  private static final String ELSEWHERE =
      "arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026-11-22T10:00:00.000";

  private final StreamFixture fixture;
  private final FakeAuthorizer authorizer = new FakeAuthorizer();
  private final AwsEndpoint endpoint;
  private final DynamoDbClient dynamo;
  private final DynamoDbStreamsClient streams;

  StreamsOverHttpTest(TestDatabase database) {
    fixture = new StreamFixture(database);
    endpoint = new AwsEndpoint(authorizer, List.of(new StreamResources()), fixture.groups());
    dynamo = endpoint.client(DynamoDbClient.class, DynamoDbClient.builder());
    streams = endpoint.client(DynamoDbStreamsClient.class, DynamoDbStreamsClient.builder());
  }

  @AfterEach
  void close() {
    endpoint.close();
    fixture.close();
  }

  private String table() {
    return dynamo
        .createTable(
            t ->
                t.tableName(TABLE)
                    .billingMode("PAY_PER_REQUEST")
                    .attributeDefinitions(a -> a.attributeName("p").attributeType("S"))
                    .keySchema(k -> k.attributeName("p").keyType("HASH"))
                    .streamSpecification(
                        x -> x.streamEnabled(true).streamViewType("NEW_AND_OLD_IMAGES")))
        .tableDescription()
        .latestStreamArn();
  }

  @Test
  void aStreamIsListedDescribedAndRead() {
    var arn = table();
    dynamo.putItem(p -> p.tableName(TABLE).item(Map.of("p", s("a"), "text", s("é"))));
    dynamo.deleteItem(d -> d.tableName(TABLE).key(Map.of("p", s("a"))));
    fixture.readAll(arn, 2);

    var listed = streams.listStreams(l -> l.tableName(TABLE)).streams().getFirst();
    assertThat(listed.streamArn()).isEqualTo(arn);
    assertThat(arn).endsWith("/stream/" + listed.streamLabel());
    var described = streams.describeStream(d -> d.streamArn(arn)).streamDescription();
    assertThat(described.tableName()).isEqualTo(TABLE);
    assertThat(described.streamStatusAsString()).isEqualTo("ENABLED");
    assertThat(described.streamViewTypeAsString()).isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(described.keySchema()).hasSize(1);
    var records =
        described.shards().stream()
            .map(shard -> iterator(arn, shard.shardId(), "TRIM_HORIZON"))
            .flatMap(at -> streams.getRecords(g -> g.shardIterator(at)).records().stream())
            .toList();
    assertThat(records)
        .extracting(record -> record.eventName())
        .containsExactly(OperationType.INSERT, OperationType.REMOVE);
    assertThat(records.getFirst().dynamodb().newImage())
        .isEqualTo(Map.of("p", s("a"), "text", s("é")));
    assertThat(records.getFirst().dynamodb().approximateCreationDateTime()).isNotNull();
    assertThat(records.getLast().dynamodb().hasNewImage()).isFalse();
  }

  private String iterator(String arn, String shard, String type) {
    return streams
        .getShardIterator(g -> g.streamArn(arn).shardId(shard).shardIteratorType(type))
        .shardIterator();
  }

  private static void refused(ThrowingCallable call, String code, String message) {
    var error = Objects.requireNonNull(catchThrowableOfType(DynamoDbException.class, call));
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(error.awsErrorDetails().errorMessage()).contains(message);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    var arn = table();
    var text = "Requested resource not found: Stream: " + ELSEWHERE + " not found";
    refused(
        () -> streams.describeStream(d -> d.streamArn(ELSEWHERE)),
        "ResourceNotFoundException",
        text);
    refused(
        () ->
            streams.getShardIterator(
                g ->
                    g.streamArn(ELSEWHERE)
                        .shardId("shardId-00000001414592258131-1f3ea7e8")
                        .shardIteratorType("LATEST")),
        "ResourceNotFoundException",
        text);
    refused(
        () -> iterator(arn, "shardId-00000001414592258131-1f3ea7e8", "LATEST"),
        "ResourceNotFoundException",
        "Requested resource not found: Shard: ");
  }

  @Test
  void badParametersAreRefusedWithAwsText() {
    var arn = table();
    var shard =
        streams.describeStream(d -> d.streamArn(arn)).streamDescription().shards().getFirst();
    var iterator = iterator(arn, shard.shardId(), "TRIM_HORIZON");
    var invalid = "ValidationException";
    refused(
        () -> streams.listStreams(l -> l.limit(0)),
        invalid,
        "'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
    refused(
        () -> streams.describeStream(d -> d.streamArn(arn).limit(0)),
        invalid,
        "'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
    refused(
        () -> streams.getRecords(g -> g.shardIterator(iterator).limit(0)),
        invalid,
        "'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
    refused(
        () -> streams.describeStream(d -> d.streamArn("short")),
        invalid,
        "'streamArn' failed to satisfy constraint: Member must have length greater than or equal to"
            + " 37");
    refused(
        () -> iterator(arn, shard.shardId(), "FROM_THE_MIDDLE"),
        invalid,
        "'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set");
    refused(
        () -> iterator(arn, shard.shardId(), "AT_SEQUENCE_NUMBER"),
        invalid,
        "Must specify SequenceNumber when ShardIteratorType is AT_SEQUENCE_NUMBER or"
            + " AFTER_SEQUENCE_NUMBER");
    refused(
        () ->
            streams.getShardIterator(
                g ->
                    g.streamArn(arn)
                        .shardId(shard.shardId())
                        .shardIteratorType("AT_SEQUENCE_NUMBER")
                        .sequenceNumber("1".repeat(30))),
        invalid,
        "Invalid SequenceNumber");
    refused(
        () -> streams.getRecords(g -> g.shardIterator(iterator + "A")),
        invalid,
        "Invalid ShardIterator");
  }

  @Test
  void eachOperationIsAuthorizedForItsStream() {
    var arn = table();
    var shard =
        streams.describeStream(d -> d.streamArn(arn)).streamDescription().shards().getFirst();
    var iterator = iterator(arn, shard.shardId(), "TRIM_HORIZON");
    for (var action : List.of("DescribeStream", "GetShardIterator", "GetRecords")) {
      authorizer.deny("dynamodb:" + action, arn);
    }
    refused(
        () -> streams.describeStream(d -> d.streamArn(arn)),
        "AccessDeniedException",
        "denied dynamodb:DescribeStream on " + arn);
    refused(
        () -> iterator(arn, shard.shardId(), "LATEST"),
        "AccessDeniedException",
        "denied dynamodb:GetShardIterator on " + arn);
    refused(
        () -> streams.getRecords(g -> g.shardIterator(iterator)),
        "AccessDeniedException",
        "denied dynamodb:GetRecords on " + arn);
  }
}
