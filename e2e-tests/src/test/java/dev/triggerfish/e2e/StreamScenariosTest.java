package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/** Streams of tables, read by the SDK through the gateway. */
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
@OnSharedPlatforms
class StreamScenariosTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Parameter private PlatformKind kind;

  private Cloud root() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  private static String table(Cloud cloud, String name) {
    return cloud
        .dynamoDb
        .createTable(
            t ->
                t.tableName(name)
                    .billingMode("PAY_PER_REQUEST")
                    .attributeDefinitions(a -> a.attributeName("id").attributeType("S"))
                    .keySchema(k -> k.attributeName("id").keyType("HASH"))
                    .streamSpecification(
                        s -> s.streamEnabled(true).streamViewType("NEW_AND_OLD_IMAGES")))
        .tableDescription()
        .latestStreamArn();
  }

  private static void put(Cloud cloud, String table, String id, String state) {
    cloud.dynamoDb.putItem(
        p ->
            p.tableName(table)
                .item(
                    Map.of("id", AttributeValue.fromS(id), "state", AttributeValue.fromS(state))));
  }

  private static List<Record> records(Cloud cloud, String arn) {
    var records = new ArrayList<Record>();
    for (var shard :
        cloud.streams.describeStream(d -> d.streamArn(arn)).streamDescription().shards()) {
      @Nullable String next =
          cloud
              .streams
              .getShardIterator(
                  g ->
                      g.streamArn(arn)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      var read = -1;
      while (next != null && read != 0) {
        var from = next;
        var answer = cloud.streams.getRecords(g -> g.shardIterator(from));
        read = answer.records().size();
        records.addAll(answer.records());
        next = answer.nextShardIterator();
      }
    }
    return records;
  }

  @Test
  void changesOfItemsAreInTheStream() {
    var cloud = root();
    var arn = table(cloud, "streamed-orders");
    put(cloud, "streamed-orders", "o-1", "new");
    put(cloud, "streamed-orders", "o-1", "paid");

    var records = await().atMost(PATIENCE).until(() -> records(cloud, arn), all -> all.size() == 2);

    assertThat(records).extracting(Record::eventNameAsString).containsExactly("INSERT", "MODIFY");
    var change = records.get(1).dynamodb();
    assertThat(change.keys()).isEqualTo(Map.of("id", AttributeValue.fromS("o-1")));
    assertThat(change.oldImage()).containsEntry("state", AttributeValue.fromS("new"));
    assertThat(change.newImage()).containsEntry("state", AttributeValue.fromS("paid"));
    assertThat(cloud.streams.listStreams(l -> l.tableName("streamed-orders")).streams())
        .extracting(stream -> stream.streamArn())
        .containsExactly(arn);
    assertThat(cloud.dynamoDb.describeTable(d -> d.tableName("streamed-orders")).table())
        .satisfies(table -> assertThat(table.latestStreamArn()).isEqualTo(arn));
  }

  @Test
  void whoMayNotReadTheStreamIsToldWhichActionHeLacks() {
    var cloud = root();
    var arn = table(cloud, "stream-guarded-orders");
    cloud.iam.createUser(u -> u.userName("stream-reader"));
    var key = cloud.iam.createAccessKey(k -> k.userName("stream-reader")).accessKey();
    var reader = cloud.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    cloud.iam.putUserPolicy(
        p ->
            p.userName("stream-reader")
                .policyName("describe")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"%s",
                     "Action":["dynamodb:DescribeStream","dynamodb:GetShardIterator"]}]}
                    """
                        .formatted(arn)));

    var shard =
        reader.streams.describeStream(d -> d.streamArn(arn)).streamDescription().shards().get(0);
    var iterator =
        reader
            .streams
            .getShardIterator(
                g ->
                    g.streamArn(arn)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.LATEST))
            .shardIterator();

    assertThatThrownBy(() -> reader.streams.getRecords(g -> g.shardIterator(iterator)))
        .hasMessageContaining("dynamodb:GetRecords")
        .hasMessageContaining(arn);
    assertThatThrownBy(() -> reader.streams.listStreams(l -> l.tableName("stream-guarded-orders")))
        .hasMessageContaining("dynamodb:ListStreams");
  }
}
