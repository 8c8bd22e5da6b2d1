package dev.triggerfish.benchmarks;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signed calls on a table whose items are numbered. */
final class TableCalls {

  static final int BATCH = 25;
  static final int TRANSACTION = 100;
  private static final String TABLES = "DynamoDB_20120810.";
  private static final String STREAMS = "DynamoDBStreams_20120810.";

  /** With the key and the names an item of 300 bytes. */
  private static final int VALUE = 280;

  private final int port;
  private final AwsCredentialsIdentity caller;
  private final String table;
  private final Random random = new Random();

  TableCalls(int port, AwsCredentialsIdentity caller, String table) {
    this.port = port;
    this.caller = caller;
    this.table = table;
  }

  byte[] get(int item) {
    return call("GetItem", "\"Key\":{" + key(item) + "}");
  }

  byte[] put(int item) {
    return call("PutItem", "\"Item\":" + item(item));
  }

  /** Some items from one on. */
  byte[] batch(int first) {
    var puts =
        IntStream.range(first, first + BATCH)
            .mapToObj(item -> "{\"PutRequest\":{\"Item\":" + item(item) + "}}")
            .collect(Collectors.joining(","));
    return sign(TABLES + "BatchWriteItem", "{\"RequestItems\":{\"" + table + "\":[" + puts + "]}}");
  }

  /** All items of a partition. */
  byte[] query(int partition) {
    return call(
        "Query",
        "\"KeyConditionExpression\":\"p = :p\",\"ExpressionAttributeValues\":{\":p\":{\"S\":\"p"
            + partition
            + "\"}}");
  }

  /** The first page of a segment. */
  byte[] scan(int segment, int segments) {
    return call("Scan", "\"Segment\":" + segment + ",\"TotalSegments\":" + segments);
  }

  /** A hundred items from one on. */
  byte[] transaction(int first) {
    var puts =
        IntStream.range(first, first + TRANSACTION)
            .mapToObj(
                item -> "{\"Put\":{\"TableName\":\"" + table + "\",\"Item\":" + item(item) + "}}")
            .collect(Collectors.joining(","));
    return sign(TABLES + "TransactWriteItems", "{\"TransactItems\":[" + puts + "]}");
  }

  byte[] records(String iterator) {
    return sign(STREAMS + "GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}");
  }

  private byte[] call(String operation, String members) {
    return sign(TABLES + operation, "{\"TableName\":\"" + table + "\"," + members + "}");
  }

  private byte[] sign(String target, String body) {
    return SignedCall.dynamoDb(port, caller, target, body);
  }

  private static String key(int item) {
    return "\"p\":{\"S\":\"p"
        + item / TableScale.PARTITION
        + "\"},\"s\":{\"N\":\""
        + item % TableScale.PARTITION
        + "\"}";
  }

  private String item(int item) {
    var value =
        random
            .ints(VALUE, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    return "{" + key(item) + ",\"v\":{\"S\":\"" + value + "\"}}";
  }
}
