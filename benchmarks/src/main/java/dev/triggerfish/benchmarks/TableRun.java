package dev.triggerfish.benchmarks;

import dev.triggerfish.benchmarks.TableResults.Column;
import dev.triggerfish.benchmarks.TableResults.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Runtime;

/**
 * A table with a stream that is read, written and followed through HTTP by a user with a policy.
 */
final class TableRun {

  private static final String TABLE = "bench";
  private static final String MAPPED = "bench-mapped";
  private static final int PACE = 1_000;
  private static final int LOADERS = 8;
  private static final int WRITERS = 64;
  private static final int SIGNED = 4_000;
  private static final int SEGMENTS = 16;
  private static final String NEXT = "\"NextShardIterator\":\"";

  private static final String POLICY =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*",
       "Resource":"arn:aws:dynamodb:us-east-1:000000000000:table/bench*"}]}""";

  private final Product product;
  private final TableScale scale;
  private final TableResults results;
  private final Column column;
  private final Random random = new Random();

  TableRun(Product product, TableScale scale, TableResults results, Column column) {
    this.product = product;
    this.scale = scale;
    this.results = results;
    this.column = column;
  }

  void measure() throws IOException, InterruptedException {
    var caller = user();
    try (var tables = product.client(DynamoDbClient.builder())) {
      create(tables, TABLE);
      var calls = new TableCalls(product.port(), caller, TABLE);
      results.add(Figure.LOADED, column, writeAll(calls));
      reads(calls);
      writes(calls);
      pages(calls);
      tip(calls, tables.describeTable(r -> r.tableName(TABLE)).table().latestStreamArn());
      mapped(tables, new TableCalls(product.port(), caller, MAPPED));
    }
  }

  /** Writes all items anew; how many per second. */
  static double overwrite(Product product, TableScale scale)
      throws IOException, InterruptedException {
    var root = AwsCredentialsIdentity.create("test", "test");
    return writeAll(product.port(), new TableCalls(product.port(), root, TABLE), scale.items());
  }

  private double writeAll(TableCalls calls) throws IOException, InterruptedException {
    return writeAll(product.port(), calls, scale.items());
  }

  private static double writeAll(int port, TableCalls calls, int items)
      throws IOException, InterruptedException {
    return TableCalls.BATCH
        * Load.throughput(
            port, n -> calls.batch(n * TableCalls.BATCH), items / TableCalls.BATCH, LOADERS);
  }

  /** A user who may use the tables alone. */
  private AwsCredentialsIdentity user() {
    try (var iam = product.client(IamClient.builder())) {
      iam.createUser(create -> create.userName("bench"));
      iam.putUserPolicy(put -> put.userName("bench").policyName("tables").policyDocument(POLICY));
      var key = iam.createAccessKey(create -> create.userName("bench")).accessKey();
      return AwsCredentialsIdentity.create(key.accessKeyId(), key.secretAccessKey());
    }
  }

  @SuppressWarnings("unchecked") // The SDK's builders take generic varargs.
  private static void create(DynamoDbClient tables, String table) {
    tables.createTable(
        create ->
            create
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    p -> p.attributeName("p").attributeType(ScalarAttributeType.S),
                    s -> s.attributeName("s").attributeType(ScalarAttributeType.N))
                .keySchema(
                    p -> p.attributeName("p").keyType(KeyType.HASH),
                    s -> s.attributeName("s").keyType(KeyType.RANGE))
                .streamSpecification(
                    stream ->
                        stream
                            .streamEnabled(true)
                            .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
    tables.waiter().waitUntilTableExists(describe -> describe.tableName(table));
  }

  private void reads(TableCalls calls) throws IOException {
    try (var beside = new Paced(product.port(), puts(calls), PACE)) {
      results.add(
          Figure.GET,
          column,
          Load.medianLatency(product.port(), _ -> calls.get(item()), scale.reads()));
      results.add(
          Figure.QUERY,
          column,
          Load.medianLatency(
              product.port(),
              _ -> calls.query(random.nextInt(scale.partitions())),
              scale.queries()));
      results.add(Figure.PACE, column, beside.perSecond());
    }
  }

  private List<byte[]> puts(TableCalls calls) {
    return Stream.generate(() -> calls.put(item())).limit(Math.min(SIGNED, scale.items())).toList();
  }

  private int item() {
    return random.nextInt(scale.items());
  }

  private void writes(TableCalls calls) throws IOException, InterruptedException {
    var puts = puts(calls);
    var count = WRITERS * scale.writesEach();
    results.add(
        Figure.WRITES,
        column,
        Load.throughput(product.port(), n -> puts.get(n % puts.size()), count, WRITERS));
  }

  private void pages(TableCalls calls) throws IOException {
    results.add(
        Figure.SCAN,
        column,
        Load.medianLatency(product.port(), n -> calls.scan(n % SEGMENTS, SEGMENTS), scale.pages()));
    results.add(
        Figure.TRANSACTION,
        column,
        Load.medianLatency(
            product.port(),
            _ -> calls.transaction(random.nextInt(scale.partitions()) * TableScale.PARTITION),
            scale.transactions()));
  }

  /** Reads where nothing is yet. */
  private void tip(TableCalls calls, String stream) throws IOException {
    try (var streams = product.client(DynamoDbStreamsClient.builder());
        var client = new RawClient(product.port())) {
      var shard =
          streams.describeStream(r -> r.streamArn(stream)).streamDescription().shards().getFirst();
      var iterator =
          streams
              .getShardIterator(
                  r ->
                      r.streamArn(stream)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.LATEST))
              .shardIterator();
      var millis = new double[scale.reads()];
      for (var i = 0; i < millis.length; i++) {
        var call = calls.records(iterator);
        var begun = System.nanoTime();
        var answer = new String(client.call(call), StandardCharsets.UTF_8);
        millis[i] = (System.nanoTime() - begun) / 1e6;
        var from = answer.indexOf(NEXT) + NEXT.length();
        iterator = answer.substring(from, answer.indexOf('"', from));
      }
      results.add(Figure.TIP, column, Load.median(millis));
    }
  }

  private void mapped(DynamoDbClient tables, TableCalls calls)
      throws IOException, InterruptedException {
    create(tables, MAPPED);
    var stream = tables.describeTable(r -> r.tableName(MAPPED)).table().latestStreamArn();
    product.createRole("AWSLambdaDynamoDBExecutionRole");
    try (var arrivals = new Arrivals();
        var lambda = product.client(LambdaClient.builder());
        var client = new RawClient(product.port())) {
      product.createFunction(
          MAPPED,
          Runtime.PYTHON3_12,
          "index.handler",
          SdkBytes.fromByteArray(
              MeasuredFunction.zip("index.py", Pushed.KNOCK.getBytes(StandardCharsets.UTF_8))),
          Map.of("PORT", Integer.toString(arrivals.port())));
      lambda.createEventSourceMapping(
          create ->
              create
                  .functionName(MAPPED)
                  .eventSourceArn(stream)
                  .startingPosition(EventSourcePosition.TRIM_HORIZON));
      var millis = new double[scale.mapped()];
      // The first ones wait for the mapping, and start the environments.
      for (var i = -10; i < millis.length; i++) {
        var call = calls.put(item());
        var begun = System.nanoTime();
        client.call(call);
        var arrived = arrivals.await(1);
        if (i >= 0) {
          millis[i] = (arrived - begun) / 1e6;
        }
      }
      results.add(Figure.MAPPED, column, Load.median(millis));
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }
}
