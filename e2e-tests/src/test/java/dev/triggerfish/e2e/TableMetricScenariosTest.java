package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** CloudWatch shows what tables and their streams were used for. */
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnSharedPlatforms
class TableMetricScenariosTest {

  private static final String TABLE = "metered-things";

  @Parameter private PlatformKind kind;

  /** An account of its own: what is measured of it is of this test alone. */
  private Cloud cloud() {
    return new Cloud(kind.running().endpoint(), AwsBasicCredentials.create("555566664444", "test"));
  }

  @Test
  void whatTablesAreUsedForIsCounted() {
    var cloud = cloud();
    var start = kind.running().now().truncatedTo(ChronoUnit.MINUTES);
    var label = table(cloud);
    for (var i = 0; i < 10; i++) {
      var item = item(i);
      cloud.dynamoDb.putItem(p -> p.tableName(TABLE).item(item));
    }
    for (var i = 0; i < 4; i++) {
      cloud.dynamoDb.getItem(g -> g.tableName(TABLE).key(Map.of("p", text("a0"))));
    }
    cloud.dynamoDb.scan(s -> s.tableName(TABLE).indexName("by-state"));
    assertThatThrownBy(
            () ->
                cloud.dynamoDb.putItem(
                    p ->
                        p.tableName(TABLE)
                            .item(item(0))
                            .conditionExpression("attribute_not_exists(p)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(() -> cloud.dynamoDb.putItem(p -> p.tableName(TABLE).item(Map.of())))
        .isInstanceOf(DynamoDbException.class);
    assertThatThrownBy(() -> cloud.dynamoDb.scan(s -> s.tableName("none")))
        .isInstanceOf(ResourceNotFoundException.class);
    var records = readStream(cloud);

    var metrics = new Metrics(cloud, start);
    metrics.await("ConsumedWriteCapacityUnits", 10, "TableName", TABLE);
    metrics.await(
        "ConsumedWriteCapacityUnits",
        10,
        "TableName",
        TABLE,
        "GlobalSecondaryIndexName",
        "by-state");
    metrics.await("ConsumedReadCapacityUnits", 2, "TableName", TABLE);
    metrics.await("ReturnedItemCount", 10, "TableName", TABLE, "Operation", "Scan");
    metrics.await("ConditionalCheckFailedRequests", 1, "TableName", TABLE);
    metrics.await("UserErrors", 2);
    metrics.await(
        "ReturnedRecordsCount",
        records,
        "TableName",
        TABLE,
        "Operation",
        "GetRecords",
        "StreamLabel",
        label);
    var latency =
        metrics.of(
            "SuccessfulRequestLatency", dimensions("TableName", TABLE, "Operation", "PutItem"));
    assertThat(latency.sampleCount()).isEqualTo(10);
    assertThat(latency.unit()).isEqualTo(StandardUnit.MILLISECONDS);
    assertThat(latency.maximum()).isPositive();
    assertThat(data(cloud, start).stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(10);
  }

  private static Map<String, AttributeValue> item(int number) {
    return Map.of("p", text("a" + number), "state", text("open"));
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  /** Makes the table and returns the label of its stream. */
  private static String table(Cloud cloud) {
    var label =
        cloud
            .dynamoDb
            .createTable(
                t ->
                    t.tableName(TABLE)
                        .billingMode("PAY_PER_REQUEST")
                        .attributeDefinitions(
                            a -> a.attributeName("p").attributeType("S"),
                            a -> a.attributeName("state").attributeType("S"))
                        .keySchema(k -> k.attributeName("p").keyType("HASH"))
                        .globalSecondaryIndexes(
                            i ->
                                i.indexName("by-state")
                                    .keySchema(k -> k.attributeName("state").keyType("HASH"))
                                    .projection(p -> p.projectionType("ALL")))
                        .streamSpecification(
                            s ->
                                s.streamEnabled(true)
                                    .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
            .tableDescription()
            .latestStreamLabel();
    cloud.dynamoDb.waiter().waitUntilTableExists(t -> t.tableName(TABLE));
    return label;
  }

  /** Reads the stream until it is whole, and returns how many records came in all. */
  private static int readStream(Cloud cloud) {
    var read = new AtomicInteger();
    Awaitility.await()
        .until(
            () -> {
              var now = readOnce(cloud);
              read.addAndGet(now);
              return now == 10;
            });
    return read.get();
  }

  private static int readOnce(Cloud cloud) {
    var arn = cloud.dynamoDb.describeTable(t -> t.tableName(TABLE)).table().latestStreamArn();
    return cloud.streams.describeStream(d -> d.streamArn(arn)).streamDescription().shards().stream()
        .map(
            shard ->
                cloud
                    .streams
                    .getShardIterator(
                        g ->
                            g.streamArn(arn)
                                .shardId(shard.shardId())
                                .shardIteratorType("TRIM_HORIZON"))
                    .shardIterator())
        .mapToInt(
            iterator -> cloud.streams.getRecords(g -> g.shardIterator(iterator)).records().size())
        .sum();
  }

  private static List<Dimension> dimensions(String... namesAndValues) {
    return IntStream.range(0, namesAndValues.length / 2)
        .mapToObj(
            i ->
                Dimension.builder()
                    .name(namesAndValues[2 * i])
                    .value(namesAndValues[2 * i + 1])
                    .build())
        .toList();
  }

  /** The units that were written, by GetMetricData. */
  private static List<Double> data(Cloud cloud, Instant start) {
    var query =
        MetricDataQuery.builder()
            .id("written")
            .metricStat(
                s ->
                    s.metric(
                            m ->
                                m.namespace("AWS/DynamoDB")
                                    .metricName("ConsumedWriteCapacityUnits")
                                    .dimensions(dimensions("TableName", TABLE)))
                        .period(60)
                        .stat("Sum"))
            .build();
    return cloud
        .metrics
        .getMetricData(
            r -> r.startTime(start).endTime(start.plusSeconds(3_600)).metricDataQueries(query))
        .metricDataResults()
        .getFirst()
        .values();
  }

  private record Metrics(Cloud cloud, Instant start) {

    /** Waits until the values of a metric add up to so much. */
    void await(String metric, double sum, String... dimensions) {
      Awaitility.await(metric + " " + List.of(dimensions))
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(of(metric, dimensions(dimensions)).sum()).isEqualTo(sum));
    }

    Datapoint of(String metric, List<Dimension> dimensions) {
      var points =
          cloud
              .metrics
              .getMetricStatistics(
                  r ->
                      r.namespace("AWS/DynamoDB")
                          .metricName(metric)
                          .dimensions(dimensions)
                          .startTime(start)
                          .endTime(start.plusSeconds(3_600))
                          .period(3_600)
                          .statistics(Statistic.knownValues()))
              .datapoints();
      assertThat(points).as(metric + " " + dimensions).hasSize(1);
      return points.getFirst();
    }
  }
}
