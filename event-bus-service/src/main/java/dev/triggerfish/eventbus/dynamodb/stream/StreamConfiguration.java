package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.outbox.OutboxClients;
import dev.triggerfish.aws.kafka.poll.SqlPartitionLeases;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.dynamodb.row.ChangeListener;
import dev.triggerfish.eventbus.dynamodb.table.StreamSwitch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** DynamoDB Streams. */
@Configuration(proxyBeanMethods = false)
public class StreamConfiguration {

  /** How long after its end another process sends on in its place. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  @Bean
  StreamStore streamStore(Database dynamoDbDatabase) {
    return new StreamStore(dynamoDbDatabase);
  }

  @Bean(destroyMethod = "close")
  OutboxClients streamClients(KafkaConnection kafka) {
    return OutboxClients.connect(
        kafka,
        "dynamodb-streams",
        Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, StreamOutboxTopic.LARGEST_RECORD));
  }

  @Bean
  NewestRecords newestRecords() {
    return new NewestRecords();
  }

  @Bean(destroyMethod = "close")
  ShardReaders shardReaders(KafkaConnection kafka) {
    return new ShardReaders(kafka);
  }

  @Bean
  StreamRelays streamRelays(
      Database dynamoDbDatabase,
      StreamStore store,
      OutboxClients streamClients,
      NewestRecords newest,
      @Value("${triggerfish.event-bus.instance-id:}") String instanceId) {
    var leases =
        new SqlPartitionLeases(
            dynamoDbDatabase,
            "stream_relay",
            instanceId.isBlank() ? UUID.randomUUID().toString() : instanceId,
            LEASE,
            InstantSource.system());
    return new StreamRelays(
        dynamoDbDatabase,
        store,
        streamClients,
        newest,
        new ShardLeases(dynamoDbDatabase.exclusive() ? null : leases));
  }

  @Bean
  StreamKeeper streamKeeper(
      StreamStore store,
      StreamRelays relays,
      ShardReaders readers,
      OutboxClients streamClients,
      PlatformClock clock) {
    return new StreamKeeper(store, relays, readers, streamClients, clock);
  }

  @Bean
  ChangeListener streamWriter(Database dynamoDbDatabase, StreamRelays relays, PlatformClock clock) {
    return new StreamWriter(dynamoDbDatabase, relays, clock);
  }

  /** {@code triggerfish.event-bus.stream-shards}: how many shards new streams have. */
  @Bean
  StreamSwitch streamSwitch(
      Database dynamoDbDatabase,
      StreamStore store,
      StreamRelays relays,
      PlatformClock clock,
      @Value("${triggerfish.event-bus.stream-shards:4}") int shards) {
    return new StoredStreams(dynamoDbDatabase.transactions(), store, relays, clock, shards);
  }

  @Bean
  ShardIterators shardIterators(Database dynamoDbDatabase, PlatformClock clock) {
    return new ShardIterators(dynamoDbDatabase, clock);
  }

  @Bean
  OperationGroup listStreams(StreamStore store) {
    return new ListStreams(store);
  }

  @Bean
  OperationGroup describeStream(StreamStore store) {
    return new DescribeStream(store);
  }

  @Bean
  OperationGroup getShardIterator(StreamStore store, ShardIterators iterators) {
    return new GetShardIterator(store, iterators);
  }

  @Bean
  OperationGroup getRecords(
      StreamStore store, ShardIterators iterators, NewestRecords newest, ShardReaders readers) {
    return new GetRecords(store, iterators, newest, readers);
  }

  @Bean
  ResourceResolver streamResources() {
    return new StreamResources();
  }
}
