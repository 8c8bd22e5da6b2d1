package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.broker.EmbeddedBroker;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.eventbus.dynamodb.fixture.DynamoFixture;
import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** DynamoDB with streams, as one process; all tests share a broker. */
@SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
final class StreamFixture implements AutoCloseable {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final AtomicLong FIXTURES = new AtomicLong();

  private final TestDatabase database;
  private final ManualClock clock;
  private final KafkaConnection kafka;
  private DynamoFixture process;

  /** At a time of its own: streams of other tests, whose topics are there too, have other names. */
  StreamFixture(TestDatabase database) {
    this(database, newClock(), Broker.RUNNING.connection());
  }

  static ManualClock newClock() {
    return new ManualClock(START.plusSeconds(FIXTURES.incrementAndGet()));
  }

  /** One of several processes, or one with a broker of its own. */
  StreamFixture(TestDatabase database, ManualClock clock, KafkaConnection kafka) {
    this.database = database;
    this.kafka = kafka;
    this.clock = clock;
    this.process = start();
  }

  private DynamoFixture start() {
    return new DynamoFixture(
        database,
        clock,
        context -> {
          context.registerBean(KafkaConnection.class, () -> kafka);
          context.registerBean(StreamConfiguration.class);
        });
  }

  /** Ends the process and starts it again. */
  void restart() {
    process.close();
    clock.forgetTasks();
    process = start();
  }

  DynamoDbClient dynamo() {
    return process.client();
  }

  DynamoDbStreamsClient streams() {
    return process.client(DynamoDbStreamsClient.class);
  }

  ManualClock clock() {
    return clock;
  }

  KafkaConnection kafka() {
    return kafka;
  }

  /** Makes a table with a stream, and returns the stream's ARN. */
  String table(String name, String viewType) {
    return dynamo()
        .createTable(
            t ->
                t.tableName(name)
                    .billingMode("PAY_PER_REQUEST")
                    .attributeDefinitions(a -> a.attributeName("p").attributeType("S"))
                    .keySchema(k -> k.attributeName("p").keyType("HASH"))
                    .streamSpecification(s -> s.streamEnabled(true).streamViewType(viewType)))
        .tableDescription()
        .latestStreamArn();
  }

  void put(String table, String key, long number) {
    dynamo()
        .putItem(
            p ->
                p.tableName(table)
                    .item(Map.of("p", DynamoFixture.s(key), "n", DynamoFixture.n(number))));
  }

  List<Shard> shards(String arn) {
    return streams().describeStream(d -> d.streamArn(arn)).streamDescription().shards();
  }

  /** An iterator of a type. */
  String iterator(String arn, String shardId, String type, @Nullable String sequenceNumber) {
    return streams()
        .getShardIterator(
            g ->
                g.streamArn(arn)
                    .shardId(shardId)
                    .shardIteratorType(type)
                    .sequenceNumber(sequenceNumber))
        .shardIterator();
  }

  /** Reads a shard from an iterator on until so many records are there, or it ends. */
  List<Record> read(String iterator, int atLeast) {
    var records = new ArrayList<Record>();
    @Nullable String next = iterator;
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (next != null && records.size() < atLeast) {
      var from = next;
      var answer = streams().getRecords(g -> g.shardIterator(from));
      records.addAll(answer.records());
      next = answer.nextShardIterator();
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("Only " + records.size() + " of " + atLeast + " came");
      }
      Thread.onSpinWait();
    }
    return records;
  }

  /** All records of a stream, until so many are there in all of its shards. */
  List<Record> readAll(String arn, int expected) {
    var records = new ArrayList<Record>();
    var iterators = new ArrayList<String>();
    shards(arn)
        .forEach(shard -> iterators.add(iterator(arn, shard.shardId(), "TRIM_HORIZON", null)));
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (!iterators.isEmpty() && records.size() < expected) {
      for (var each : List.copyOf(iterators)) {
        iterators.remove(each);
        var answer = getRecords(each);
        records.addAll(answer.records());
        if (answer.nextShardIterator() != null) {
          iterators.add(answer.nextShardIterator());
        }
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("Only " + records.size() + " of " + expected + " came");
      }
    }
    return records;
  }

  /** As the SDK's client, which tries again after errors of the server. */
  private GetRecordsResponse getRecords(String iterator) {
    try {
      return streams().getRecords(g -> g.shardIterator(iterator));
    } catch (InternalServerErrorException unavailable) {
      return GetRecordsResponse.builder().nextShardIterator(iterator).build();
    }
  }

  /** The ID of the shard that a record is of. */
  String shardOf(Record record, String arn) {
    var topic = StreamTopic.of(arn).orElseThrow();
    for (var shard = 0; shard < 4; shard++) {
      if (StreamTopic.number(shard, record.dynamodb().sequenceNumber()).isPresent()) {
        return topic.shardId(shard);
      }
    }
    throw new AssertionError("No shard has " + record);
  }

  /** The operations of tables and streams, to be served. */
  Collection<OperationGroup> groups() {
    return process.groups();
  }

  /** The number in an item's image. */
  static long number(Map<String, AttributeValue> image) {
    return Long.parseLong(Objects.requireNonNull(image.get("n")).n());
  }

  /** The key of the item that a record is about. */
  static String key(Record record) {
    return Objects.requireNonNull(record.dynamodb().keys().get("p")).s();
  }

  @Override
  public void close() {
    process.close();
  }

  /** Started at first use, ended with the JVM. */
  private record Broker(EmbeddedBroker broker) {

    static final Broker RUNNING = start();

    private static Broker start() {
      try {
        var folder = Files.createTempDirectory("triggerfish-broker");
        var broker = EmbeddedBroker.start(folder, 0);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      broker.close();
                      try {
                        FileSystemUtils.deleteRecursively(folder);
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }));
        return new Broker(broker);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    KafkaConnection connection() {
      return KafkaConnection.authenticated(
          broker.bootstrapServers(), broker.username(), broker.password());
    }
  }
}
