package dev.triggerfish.eventbus.dynamodb.table;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tables in memory, for who reads and writes items. What another process has changed is seen within
 * a second; writes find out at once, when they are committed.
 */
public final class Tables {

  private static final int MOST_IN_MEMORY = 10_000;
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final String TABLE = "table/";

  private final TableStore store;
  private final LoadingCache<TableName, @Nullable Table> known =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).expireAfterWrite(KEPT).build(this::load);

  Tables(TableStore store) {
    this.store = store;
  }

  /**
   * Where a table is.
   *
   * @param accountId of its owner
   * @param region in which it is
   * @param name in account and region
   */
  public record TableName(String accountId, String region, String name) {

    /** The ARN of a table of this name. */
    public String arn() {
      return Arn.of("dynamodb", region, accountId, TABLE + name).toString();
    }

    /** A table by name, or by ARN. */
    public static TableName of(String nameOrArn, Caller caller) {
      var arn = nameOrArn.startsWith("arn:") ? Arn.parse(nameOrArn) : null;
      return arn != null && arn.resource().startsWith(TABLE)
          ? new TableName(arn.accountId(), arn.region(), arn.resource().substring(TABLE.length()))
          : new TableName(caller.accountId(), caller.region(), nameOrArn);
    }
  }

  /** A table that is not there is looked for each time: it may just be made elsewhere. */
  private @Nullable Table load(TableName name) {
    return store.find(name.accountId(), name.region(), name.name());
  }

  /** A table, or null. */
  public @Nullable Table find(TableName name) {
    return known.get(name);
  }

  /** The table whose items a request is about, or AWS's error. */
  public Table ofItems(String nameOrArn, Caller caller) {
    var table = find(TableName.of(nameOrArn, caller));
    if (table == null) {
      throw TableErrors.resourceNotFound();
    }
    return table;
  }

  /** The table that a request is about, or AWS's error. */
  Table existing(TableName name) {
    var table = find(name);
    if (table == null) {
      throw TableErrors.tableNotFound(name.name());
    }
    return table;
  }

  /** Has a table read again. */
  public void forget(Table table) {
    known.invalidate(new TableName(table.accountId(), table.region(), table.name()));
  }

  /** Deletes a table, or throws AWS's error if there is none. */
  Table delete(TableName name, UnaryOperator<Table> last) {
    var deleted = store.delete(name.accountId(), name.region(), name.name(), last);
    known.invalidate(name);
    if (deleted == null) {
      throw TableErrors.tableNotFound(name.name());
    }
    return deleted;
  }

  /** Changes a table, or throws AWS's error if there is none. */
  Table change(TableName name, UnaryOperator<Table> change) {
    var changed = store.change(name.accountId(), name.region(), name.name(), change);
    known.invalidate(name);
    if (changed == null) {
      throw TableErrors.tableNotFound(name.name());
    }
    return changed;
  }

  /** Tables by their ids, as they are now and until the running transaction ends. */
  public Map<Integer, Table> lock(Collection<Integer> ids) {
    return store.lock(ids);
  }

  /** Tables with indexes or lists of expiries that do not have all items yet. */
  public List<Table> incomplete() {
    return store.all().filter(Tables::isIncomplete).toList();
  }

  private static boolean isIncomplete(Table table) {
    var missing = table.withIncomplete();
    return missing.timeToLive() != null || !missing.indexes().isEmpty();
  }

  /** Tables whose items may expire. */
  public List<Table> expiring() {
    return store.all().filter(table -> table.timeToLive() != null).toList();
  }

  /** Tables that are not paid per request. */
  public List<Table> provisioned() {
    return store.all().filter(table -> table.throughput() != null).toList();
  }

  /** The indexes that a table had when it was read are complete. */
  public void completed(Table filled) {
    store.change(
        filled.accountId(), filled.region(), filled.name(), table -> completed(table, filled));
    forget(filled);
  }

  private static Table completed(Table table, Table filled) {
    var indexes =
        table.indexes().stream()
            .map(
                index ->
                    filled.indexes().stream().anyMatch(known -> known.id() == index.id())
                        ? index.with(Index.Status.ACTIVE)
                        : index)
            .toList();
    var timeToLive = table.timeToLive();
    var known = filled.timeToLive();
    var completed = table.with(table.attributeTypes(), indexes);
    return timeToLive != null && known != null && known.id() == timeToLive.id()
        ? completed.with(new TimeToLive(timeToLive.attribute(), timeToLive.id(), true))
        : completed;
  }
}
