package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;

/**
 * A mapping begins at the beginning of a stream that is long already. {@code
 * -Dtriggerfish.records=100000} measures how fast it catches up.
 */
@Isolated("Other tests take the processors.")
@NobodyMovesTheClock
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
class CatchUpScenariosTest {

  private static final int RECORDS = Integer.getInteger("triggerfish.records", 5_000);

  /** Below this number the start of the first environments is what is measured. */
  private static final int ENOUGH = 100_000;

  private static final int A_SECOND = 5_000;
  private static final int AT_ONCE = 25;
  private static final int WRITERS = 8;
  private static final String NAME = "catch-up";

  private final Set<String> received = ConcurrentHashMap.newKeySet();
  private final Events events = new Events(PlatformKind.ALL_IN_ONE);
  private final Cloud cloud = events.cloud;

  @Test
  void aMappingReadsAllThatThereIs() throws Exception {
    try (var sink = new Sink(ids -> ids.lines().forEach(received::add))) {
      var stream = table();
      write();
      events.function(
          NAME,
          """
          import urllib.request
          def handler(event, context):
              ids = "\\n".join(record["dynamodb"]["Keys"]["id"]["S"] for record in event["Records"])
              urllib.request.urlopen(urllib.request.Request("%s", data=ids.encode())).close()
          """
              .formatted(sink.address()));
      read();
      var begun = System.nanoTime();
      map(stream);
      Awaitility.await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> received.size() == RECORDS);
      var seconds = (System.nanoTime() - begun) / 1e9;
      var rate = RECORDS / seconds;
      System.out.printf("%d records in %.1f s: %.0f a second%n", RECORDS, seconds, rate);
      if (RECORDS >= ENOUGH) {
        assertThat(rate).isGreaterThanOrEqualTo(A_SECOND);
      }
    }
  }

  private String table() {
    return cloud
        .dynamoDb
        .createTable(
            t ->
                t.tableName(NAME)
                    .billingMode("PAY_PER_REQUEST")
                    .attributeDefinitions(a -> a.attributeName("id").attributeType("S"))
                    .keySchema(k -> k.attributeName("id").keyType("HASH"))
                    .streamSpecification(s -> s.streamEnabled(true).streamViewType("NEW_IMAGE")))
        .tableDescription()
        .latestStreamArn();
  }

  private void write() throws Exception {
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      var batches =
          IntStream.range(0, RECORDS / AT_ONCE)
              .mapToObj(batch -> threads.submit(() -> writeBatch(batch * AT_ONCE)))
              .toList();
      for (var batch : batches) {
        batch.get();
      }
    }
  }

  private void writeBatch(int first) {
    var items =
        IntStream.range(first, first + AT_ONCE).mapToObj(CatchUpScenariosTest::put).toList();
    var left = cloud.dynamoDb.batchWriteItem(b -> b.requestItems(Map.of(NAME, items)));
    assertThat(left.unprocessedItems()).isEmpty();
  }

  /** An item of 300 bytes. */
  private static WriteRequest put(int number) {
    var item =
        Map.of(
            "id", AttributeValue.fromS("item-%08d".formatted(number)),
            "text", AttributeValue.fromS("x".repeat(280)));
    return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
  }

  private void read() {
    cloud.iam.putRolePolicy(
        r ->
            r.roleName(NAME)
                .policyName("stream")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"*","Action":[
                     "dynamodb:GetRecords","dynamodb:GetShardIterator",
                     "dynamodb:DescribeStream","dynamodb:ListStreams"]}}
                    """));
  }

  private void map(String stream) {
    cloud.lambda.createEventSourceMapping(
        r ->
            r.functionName(NAME)
                .eventSourceArn(stream)
                .startingPosition(EventSourcePosition.TRIM_HORIZON));
  }
}
