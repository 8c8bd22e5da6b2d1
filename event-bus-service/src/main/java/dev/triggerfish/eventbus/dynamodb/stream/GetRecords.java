package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;

/** Reads records: the newest from memory, all others from Kafka. */
final class GetRecords implements OperationGroup {

  private static final Logger LOG = LoggerFactory.getLogger(GetRecords.class);
  private static final int DEFAULT_LIMIT = 1_000;

  private final StreamStore store;
  private final ShardIterators iterators;
  private final NewestRecords newest;
  private final ShardReaders readers;

  GetRecords(
      StreamStore store, ShardIterators iterators, NewestRecords newest, ShardReaders readers) {
    this.store = store;
    this.iterators = iterators;
    this.newest = newest;
    this.readers = readers;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:GetRecords",
      resource = "{ShardIterator}",
      acts = {"ShardIterator", "Limit"})
  GetRecordsResponse getRecords(GetRecordsRequest request, Caller caller) {
    var at = iterators.read(request.shardIterator());
    var stream =
        store.find(at.streamArn()).orElseThrow(() -> StreamErrors.streamNotFound(at.streamArn()));
    var limit = new ReadLimit(request.limit() == null ? DEFAULT_LIMIT : request.limit());
    var extent = store.extent(stream.topic(), at.shard());
    if (at.number() <= extent.trimmed()) {
      throw StreamErrors.trimmed();
    }
    // A place behind all records needs no look into Kafka.
    var records =
        at.number() > extent.last()
            ? List.<StoredRecord>of()
            : read(stream.topic().name(), at, limit);
    var next = at.number() + records.size();
    var over = stream.isClosed() && next > extent.last();
    return GetRecordsResponse.builder()
        .records(records.stream().map(record -> StreamRecords.read(record.json())).toList())
        .nextShardIterator(over ? null : iterators.issue(at.streamArn(), at.shard(), next))
        .build();
  }

  private List<StoredRecord> read(String topic, ShardIterator at, ReadLimit limit) {
    var inMemory = newest.from(topic, at.shard(), at.number(), limit);
    if (!inMemory.isEmpty()) {
      return inMemory;
    }
    try {
      return readers.use(
          new TopicPartition(topic, at.shard()), reader -> reader.read(at.number(), limit));
    } catch (ShardReader.GoneException e) {
      throw StreamErrors.trimmed();
    } catch (KafkaException e) {
      LOG.warn("{} cannot be read", topic, e);
      throw StreamErrors.unavailable();
    }
  }
}
