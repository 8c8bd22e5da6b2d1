package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.contracts.StreamTopic;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;

/** Gives out places in shards. */
final class GetShardIterator implements OperationGroup {

  private final StreamStore store;
  private final ShardIterators iterators;

  GetShardIterator(StreamStore store, ShardIterators iterators) {
    this.store = store;
    this.iterators = iterators;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:GetShardIterator",
      resource = "{StreamArn}",
      acts = {"StreamArn", "ShardId", "ShardIteratorType", "SequenceNumber"})
  GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request, Caller caller) {
    var arn = request.streamArn();
    var stream = store.find(arn).orElseThrow(() -> StreamErrors.streamNotFound(arn));
    var shard = stream.topic().partition(request.shardId()).orElse(-1);
    if (shard < 0 || shard >= stream.shards()) {
      throw StreamErrors.shardNotFound(request.shardId(), arn);
    }
    var extent = store.extent(stream.topic(), shard);
    var number =
        switch (request.shardIteratorType()) {
          case TRIM_HORIZON -> extent.trimmed() + 1;
          case LATEST -> extent.last() + 1;
          case AT_SEQUENCE_NUMBER -> untrimmed(number(shard, request.sequenceNumber()), extent);
          case AFTER_SEQUENCE_NUMBER ->
              untrimmed(number(shard, request.sequenceNumber()) + 1, extent);
          case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("Not validated");
        };
    return GetShardIteratorResponse.builder()
        .shardIterator(iterators.issue(arn, shard, number))
        .build();
  }

  private static long number(int shard, @Nullable String sequenceNumber) {
    if (sequenceNumber == null) {
      throw AwsErrors.validation(
          "Must specify SequenceNumber when ShardIteratorType is AT_SEQUENCE_NUMBER or"
              + " AFTER_SEQUENCE_NUMBER");
    }
    return StreamTopic.number(shard, sequenceNumber)
        .orElseThrow(() -> AwsErrors.validation("Invalid SequenceNumber"));
  }

  private static long untrimmed(long number, ShardExtent extent) {
    if (number <= extent.trimmed()) {
      throw StreamErrors.trimmed();
    }
    return number;
  }
}
