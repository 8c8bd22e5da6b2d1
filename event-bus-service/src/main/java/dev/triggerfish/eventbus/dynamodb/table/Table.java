package dev.triggerfish.eventbus.dynamodb.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.triggerfish.aws.arn.Arn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param accountId of its owner
 * @param region in which it is
 * @param name in account and region
 * @param id what the keys of its rows begin with; another one when it is made again
 * @param tableId AWS's, a UUID
 * @param createdAt milliseconds since the epoch, platform time
 * @param attributeTypes {@code S}, {@code N} or {@code B} by the name of each attribute in a key
 * @param key by which items are known
 * @param indexes local and global ones
 * @param throughput provisioned; null if it is paid per request
 * @param stream the present one
 * @param timeToLive when items expire, if they do
 * @param settings what is kept and told
 * @param tags by key
 * @param policy its resource policy, JSON
 */
public record Table(
    String accountId,
    String region,
    String name,
    int id,
    String tableId,
    long createdAt,
    Map<String, String> attributeTypes,
    Key key,
    List<Index> indexes,
    @Nullable Throughput throughput,
    @Nullable StreamSettings stream,
    @Nullable TimeToLive timeToLive,
    Settings settings,
    Map<String, String> tags,
    @Nullable String policy) {

  public Table {
    attributeTypes = Map.copyOf(attributeTypes);
    indexes = List.copyOf(indexes);
    tags = Map.copyOf(tags);
  }

  /**
   * What is kept and told.
   *
   * @param deletionProtected whether {@code DeleteTable} is refused
   * @param tableClass {@code STANDARD} or {@code STANDARD_INFREQUENT_ACCESS}
   * @param paidPerRequestSince milliseconds since the epoch; null if it never was
   */
  public record Settings(
      boolean deletionProtected, String tableClass, @Nullable Long paidPerRequestSince) {}

  /** Its ARN. */
  @JsonIgnore
  public Arn arn() {
    return Arn.of("dynamodb", region, accountId, "table/" + name);
  }

  /** The ARN of its present stream, or null. */
  @JsonIgnore
  public @Nullable String streamArn() {
    return stream == null ? null : arn() + "/stream/" + stream.label();
  }

  /** An index by name, or null. */
  public @Nullable Index index(String indexName) {
    return indexes.stream().filter(index -> index.name().equals(indexName)).findAny().orElse(null);
  }

  /** The same with other attributes and indexes. */
  public Table with(Map<String, String> newTypes, List<Index> newIndexes) {
    return new Table(
        accountId,
        region,
        name,
        id,
        tableId,
        createdAt,
        newTypes,
        key,
        newIndexes,
        throughput,
        stream,
        timeToLive,
        settings,
        tags,
        policy);
  }

  /** The same with another stream, or with none. */
  public Table with(@Nullable StreamSettings newStream) {
    return new Table(
        accountId,
        region,
        name,
        id,
        tableId,
        createdAt,
        attributeTypes,
        key,
        indexes,
        throughput,
        newStream,
        timeToLive,
        settings,
        tags,
        policy);
  }

  /** The same with other expiries, or with none. */
  public Table with(@Nullable TimeToLive newTimeToLive) {
    return new Table(
        accountId,
        region,
        name,
        id,
        tableId,
        createdAt,
        attributeTypes,
        key,
        indexes,
        throughput,
        stream,
        newTimeToLive,
        settings,
        tags,
        policy);
  }

  /** The same with another throughput and other settings. */
  public Table with(@Nullable Throughput newThroughput, Settings newSettings) {
    return new Table(
        accountId,
        region,
        name,
        id,
        tableId,
        createdAt,
        attributeTypes,
        key,
        indexes,
        newThroughput,
        stream,
        timeToLive,
        newSettings,
        tags,
        policy);
  }

  /** The same with those indexes and expiries alone that do not have all items yet. */
  public Table withIncomplete() {
    var incomplete =
        indexes.stream().filter(index -> index.status() == Index.Status.CREATING).toList();
    var some = with(attributeTypes, incomplete);
    return timeToLive == null || timeToLive.isComplete() ? some.with((TimeToLive) null) : some;
  }

  /** The same with another resource policy, or with none. */
  public Table withPolicy(@Nullable String newPolicy) {
    return new Table(
        accountId,
        region,
        name,
        id,
        tableId,
        createdAt,
        attributeTypes,
        key,
        indexes,
        throughput,
        stream,
        timeToLive,
        settings,
        tags,
        newPolicy);
  }

  /** The same with other tags. */
  public Table withTags(Map<String, String> newTags) {
    return new Table(
        accountId,
        region,
        name,
        id,
        tableId,
        createdAt,
        attributeTypes,
        key,
        indexes,
        throughput,
        stream,
        timeToLive,
        settings,
        newTags,
        policy);
  }
}
