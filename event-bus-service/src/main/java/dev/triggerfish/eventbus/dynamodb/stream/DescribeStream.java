package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.contracts.StreamTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;

/** Describes a stream. It keeps the shards it begins with, so none has a parent or children. */
final class DescribeStream implements OperationGroup {

  private static final int DEFAULT_LIMIT = 100;

  private final StreamStore store;

  DescribeStream(StreamStore store) {
    this.store = store;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:DescribeStream",
      resource = "{StreamArn}",
      acts = {"StreamArn", "Limit", "ExclusiveStartShardId", "ShardFilter"})
  DescribeStreamResponse describeStream(DescribeStreamRequest request, Caller caller) {
    var arn = request.streamArn();
    var stream = store.find(arn).orElseThrow(() -> StreamErrors.streamNotFound(arn));
    var limit = request.limit() == null ? DEFAULT_LIMIT : request.limit();
    var shards = shards(stream, request);
    var page = shards.subList(0, Math.min(limit, shards.size()));
    return DescribeStreamResponse.builder()
        .streamDescription(
            StreamDescription.builder()
                .streamArn(stream.arn())
                .streamLabel(stream.settings().label())
                .streamStatus(stream.isClosed() ? StreamStatus.DISABLED : StreamStatus.ENABLED)
                .streamViewType(stream.settings().viewType())
                .creationRequestDateTime(Instant.ofEpochMilli(stream.topic().createdAt()))
                .tableName(stream.topic().table())
                .keySchema(keySchema(stream))
                .shards(page.stream().map(shard -> shard(stream, shard)).toList())
                .lastEvaluatedShardId(
                    shards.size() > limit ? stream.topic().shardId(page.getLast()) : null)
                .build())
        .build();
  }

  private static List<Integer> shards(TableStream stream, DescribeStreamRequest request) {
    var topic = stream.topic();
    if (request.shardFilter() != null) {
      var parent = request.shardFilter().shardId();
      if (parent != null && topic.partition(parent).isEmpty()) {
        throw StreamErrors.shardNotFound(parent, stream.arn());
      }
      return List.of();
    }
    var after = request.exclusiveStartShardId();
    return IntStream.range(0, stream.shards())
        .filter(shard -> after == null || topic.shardId(shard).compareTo(after) > 0)
        .boxed()
        .toList();
  }

  private Shard shard(TableStream stream, int shard) {
    var range =
        SequenceNumberRange.builder().startingSequenceNumber(StreamTopic.sequenceNumber(shard, 1));
    if (stream.isClosed()) {
      var last = Math.max(1, store.extent(stream.topic(), shard).last());
      range.endingSequenceNumber(StreamTopic.sequenceNumber(shard, last));
    }
    return Shard.builder()
        .shardId(stream.topic().shardId(shard))
        .sequenceNumberRange(range.build())
        .build();
  }

  private static List<KeySchemaElement> keySchema(TableStream stream) {
    var schema = new ArrayList<KeySchemaElement>();
    stream.key().partition().forEach(name -> schema.add(element(name, KeyType.HASH)));
    stream.key().sort().forEach(name -> schema.add(element(name, KeyType.RANGE)));
    return schema;
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
