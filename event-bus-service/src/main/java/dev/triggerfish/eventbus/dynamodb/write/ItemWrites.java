package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Projection;
import dev.triggerfish.eventbus.dynamodb.expression.Update;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.row.ClientToken;
import dev.triggerfish.eventbus.dynamodb.row.RowKey;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DuplicateItemException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Writes items, one or several that belong together, however the request words it. */
public final class ItemWrites {

  private static final int TRANSACTION_FACTOR = 2;

  private final Tables tables;
  private final SingleWrites single;
  private final UnitWrites units;

  ItemWrites(Tables tables, SingleWrites single, UnitWrites units) {
    this.tables = tables;
    this.single = single;
    this.units = units;
  }

  /**
   * A write that is to be made.
   *
   * @param tableName as the request names it
   * @param write makes the write for the table as it is then
   */
  public record Intent(String tableName, Function<Table, Write> write) {}

  /**
   * The item that is written.
   *
   * @param key its key
   * @param condition what must hold of it before; null if anything may
   */
  public record Target(Map<String, AttributeValue> key, @Nullable Condition condition) {}

  /** Puts an item where none has its key. */
  public static Intent insert(String tableName, Map<String, AttributeValue> item) {
    var checked = ValueCheck.item(item);
    PutItem.requireSize(checked);
    return new Intent(
        tableName,
        table -> {
          var put = PutItem.write(table, checked, new Precondition(null, false));
          return new Write(table, put.key(), before -> inserted(put, before));
        });
  }

  private static Write.Effect inserted(Write put, @Nullable Map<String, AttributeValue> before) {
    if (before != null) {
      throw DuplicateItemException.builder()
          .message("Duplicate primary key exists in table")
          .writableStackTrace(false)
          .build();
    }
    return put.decision().decide(null);
  }

  /**
   * Changes an item.
   *
   * @param tellsItem whether the error has the item, if the condition does not hold
   */
  public static Intent update(
      String tableName, Function<Table, Target> target, Update update, boolean tellsItem) {
    return new Intent(
        tableName,
        table -> {
          var item = target.apply(table);
          return new ItemUpdate(update, new Precondition(item.condition, tellsItem))
              .write(table, item.key);
        });
  }

  /** Deletes an item, if there is one. */
  public static Intent delete(String tableName, Function<Table, Target> target, boolean tellsItem) {
    return new Intent(
        tableName,
        table -> {
          var item = target.apply(table);
          return DeleteItem.write(table, item.key, new Precondition(item.condition, tellsItem));
        });
  }

  /** Writes nothing; the condition must hold. */
  public static Intent check(String tableName, Function<Table, Target> target, boolean tellsItem) {
    return new Intent(
        tableName,
        table -> {
          var item = target.apply(table);
          return new Precondition(item.condition, tellsItem).check(table, item.key);
        });
  }

  /** What makes a transaction happen once. */
  public static ClientToken token(String token, List<? extends SdkPojo> request, Caller caller) {
    return new ClientToken(
        caller.accountId(), caller.region(), token, Digest.SHA256.hex(request.toString()));
  }

  /** Makes a write, and returns when that is durable. */
  public Change write(Intent intent, Caller caller) {
    return single.write(intent.tableName, caller, intent.write);
  }

  /**
   * Makes all writes or none, and returns when that is durable.
   *
   * @param token makes them happen once; null if nothing does
   * @throws software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException if one of
   *     them fails
   */
  public Written transact(List<Intent> intents, @Nullable ClientToken token, Caller caller) {
    var result = units.transact(() -> writes(intents, caller), token);
    var byTable = new LinkedHashMap<String, List<Change>>();
    for (var i = 0; i < result.changes().size(); i++) {
      byTable
          .computeIfAbsent(intents.get(i).tableName, _ -> new ArrayList<>())
          .add(result.changes().get(i));
    }
    return new Written(byTable, result.isReplay());
  }

  private List<Write> writes(List<Intent> intents, Caller caller) {
    var all = new ArrayList<Write>(intents.size());
    var keys = new HashSet<RowKey>();
    for (var intent : intents) {
      var write = intent.write.apply(tables.ofItems(intent.tableName, caller));
      if (!keys.add(write.key())) {
        throw AwsErrors.validation(
            "Transaction request cannot include multiple operations on one item");
      }
      all.add(write);
    }
    return all;
  }

  /** What is asked for of the item before or after; null for nothing. */
  public static @Nullable Map<String, AttributeValue> returned(
      @Nullable ReturnValue wanted, Update update, Change change) {
    var named = new Projection(update.paths());
    return switch (wanted) {
      case ALL_OLD -> change.before();
      case ALL_NEW -> change.after();
      case UPDATED_OLD -> part(named, change.before());
      case UPDATED_NEW -> part(named, change.after());
      case NONE, UNKNOWN_TO_SDK_VERSION -> null;
      case null -> null;
    };
  }

  private static @Nullable Map<String, AttributeValue> part(
      Projection named, @Nullable Map<String, AttributeValue> item) {
    var part = item == null ? Map.<String, AttributeValue>of() : named.of(item);
    return part.isEmpty() ? null : part;
  }

  /** What a write has consumed; null if it is not asked for. */
  public static @Nullable ConsumedCapacity consumed(
      String tableName, Change change, @Nullable ReturnConsumedCapacity wanted) {
    return WriteCapacity.of(tableName, List.of(change), wanted, 1);
  }

  /**
   * What a transaction has written.
   *
   * @param byTable changes by their table's name, as the request has it
   * @param isReplay whether they were made before, with the same token
   */
  public record Written(Map<String, List<Change>> byTable, boolean isReplay) {

    /** What it has consumed; null if it is not asked for. */
    public @Nullable List<ConsumedCapacity> consumed(@Nullable ReturnConsumedCapacity wanted) {
      var consumed = new ArrayList<ConsumedCapacity>();
      byTable.forEach(
          (name, changes) -> {
            var capacity =
                isReplay
                    ? WriteCapacity.ofReplay(name, changes, wanted, TRANSACTION_FACTOR)
                    : WriteCapacity.of(name, changes, wanted, TRANSACTION_FACTOR);
            if (capacity != null) {
              consumed.add(capacity);
            }
          });
      return consumed.isEmpty() ? null : consumed;
    }
  }
}
