package dev.triggerfish.eventbus.dynamodb.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.triggerfish.aws.arn.Arn;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
    return changed(
        copy -> {
          copy.attributeTypes = newTypes;
          copy.indexes = newIndexes;
        });
  }

  /** The same with another stream, or with none. */
  public Table with(@Nullable StreamSettings newStream) {
    return changed(copy -> copy.stream = newStream);
  }

  /** The same with other expiries, or with none. */
  public Table with(@Nullable TimeToLive newTimeToLive) {
    return changed(copy -> copy.timeToLive = newTimeToLive);
  }

  /** The same with another throughput and other settings. */
  public Table with(@Nullable Throughput newThroughput, Settings newSettings) {
    return changed(
        copy -> {
          copy.throughput = newThroughput;
          copy.settings = newSettings;
        });
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
    return changed(copy -> copy.policy = newPolicy);
  }

  /** The same with other tags. */
  public Table withTags(Map<String, String> newTags) {
    return changed(copy -> copy.tags = newTags);
  }

  private Table changed(Consumer<Copy> change) {
    var copy = new Copy(this);
    change.accept(copy);
    return copy.of(this);
  }

  /** What can change of a table, while it is being changed. */
  private static final class Copy {
    private Map<String, String> attributeTypes;
    private List<Index> indexes;
    private @Nullable Throughput throughput;
    private @Nullable StreamSettings stream;
    private @Nullable TimeToLive timeToLive;
    private Settings settings;
    private Map<String, String> tags;
    private @Nullable String policy;

    private Copy(Table table) {
      attributeTypes = table.attributeTypes;
      indexes = table.indexes;
      throughput = table.throughput;
      stream = table.stream;
      timeToLive = table.timeToLive;
      settings = table.settings;
      tags = table.tags;
      policy = table.policy;
    }

    private Table of(Table table) {
      return new Table(
          table.accountId,
          table.region,
          table.name,
          table.id,
          table.tableId,
          table.createdAt,
          attributeTypes,
          table.key,
          indexes,
          throughput,
          stream,
          timeToLive,
          settings,
          tags,
          policy);
    }
  }
}
