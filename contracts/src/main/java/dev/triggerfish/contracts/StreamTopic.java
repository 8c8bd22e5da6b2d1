package dev.triggerfish.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A stream of a DynamoDB table, and the topic that holds its records: written by the event bus,
 * read by it and by the invoker. A shard is a partition. A record's key is a digest of its item's
 * partition key, so that the records of an item are in order; its timestamp is the moment of the
 * write in platform time; its value is one record of the event that functions get, JSON. Records
 * are numbered by the outbox that they come from: they can be there twice, and whoever reads them
 * takes only the next number.
 *
 * @param arn of the stream
 * @param table its name
 * @param createdAt milliseconds since the epoch, platform time
 */
public record StreamTopic(String arn, String table, long createdAt) {

  private static final Pattern ARN =
      Pattern.compile(
          "arn:[a-z-]+:dynamodb:[a-z0-9-]+:\\d{12}:table/([a-zA-Z0-9_.-]{3,255})"
              + "/stream/(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3})");

  private static final Pattern SHARD = Pattern.compile("shardId-\\d{20}-([0-9a-f]{8})");

  /** Characters of the table's name in the topic's, which has 249 at most. */
  private static final int TABLE_LENGTH = 200;

  private static final int DIGEST_BYTES = 16;

  /** The stream of an ARN; empty if that is none. */
  public static Optional<StreamTopic> of(String streamArn) {
    var parts = ARN.matcher(streamArn);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      var created = LocalDateTime.parse(parts.group(2)).toInstant(ZoneOffset.UTC).toEpochMilli();
      return Optional.of(new StreamTopic(streamArn, parts.group(1), created));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** The topic's name: another one for each stream that a table has had. */
  public String name() {
    return Topics.STREAM_PREFIX
        + table.substring(0, Math.min(table.length(), TABLE_LENGTH))
        + "."
        + HexFormat.of().formatHex(digest());
  }

  /**
   * The id of a shard; shards are in the order of their ids.
   *
   * @param partition of the topic
   */
  public String shardId(int partition) {
    var random = HexFormat.of().formatHex(digest(), 0, Short.BYTES);
    return "shardId-%020d-%04x%s".formatted(createdAt, partition, random);
  }

  /** The partition of a shard; empty if this stream has no shard of that id. */
  public OptionalInt partition(String shardId) {
    var parts = SHARD.matcher(shardId);
    if (parts.matches()) {
      var partition = Integer.parseInt(parts.group(1).substring(0, 4), 16);
      if (shardId(partition).equals(shardId)) {
        return OptionalInt.of(partition);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * The sequence number of a record, 28 digits. Those of a shard have the order of the records, as
   * text too.
   *
   * @param partition of the topic
   * @param number that the outbox has given to the record, from 1 on
   */
  public static String sequenceNumber(int partition, long number) {
    return "%d%021d".formatted(1_000_000 + partition, number);
  }

  /** What {@link #sequenceNumber} was made of; empty if it is none of this partition. */
  public static OptionalLong number(int partition, String sequenceNumber) {
    var beginning = Integer.toString(1_000_000 + partition);
    if (!sequenceNumber.matches("\\d{28}") || !sequenceNumber.startsWith(beginning)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(sequenceNumber.substring(beginning.length())));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  private byte[] digest() {
    try {
      var all = MessageDigest.getInstance("SHA-256").digest(arn.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(all, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
