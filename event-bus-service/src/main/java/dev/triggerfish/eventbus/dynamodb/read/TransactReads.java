package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.row.RowKey;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Reads items as of one moment. */
public final class TransactReads {

  private static final int FACTOR = 2;
  private static final long MOST_BYTES = 4 * 1_024 * 1_024;

  private final ItemRows rows;
  private final ReadMeter meter;

  TransactReads(ItemRows rows, ReadMeter meter) {
    this.rows = rows;
    this.meter = meter;
  }

  /**
   * An item that is asked for.
   *
   * @param tableName as the request names it
   * @param table that it names
   * @param key of the item
   * @param parts makes of the item what is asked for
   */
  public record Asked(
      String tableName,
      Table table,
      RowKey key,
      UnaryOperator<Map<String, AttributeValue>> parts) {}

  /**
   * What was found.
   *
   * @param responses one for each that was asked for, empty if there is no such item
   * @param consumed by table; empty if it is not asked for
   */
  public record Read(List<ItemResponse> responses, List<ConsumedCapacity> consumed) {}

  /**
   * Reads items.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     ValidationException} if they are larger than 4 MB together
   */
  public Read read(List<Asked> asked, @Nullable ReturnConsumedCapacity wanted) {
    var found = rows.find(asked.stream().map(Asked::key).distinct().toList());
    var responses = new ArrayList<ItemResponse>();
    var units = new LinkedHashMap<String, Double>();
    var byName = new LinkedHashMap<String, Table>();
    var bytes = 0L;
    for (var one : asked) {
      var row = found.get(one.key);
      var item = row == null ? null : row.item();
      var size = item == null ? 0 : ItemSize.of(item);
      bytes += size;
      byName.put(one.tableName, one.table);
      units.merge(one.tableName, FACTOR * ReadCapacity.units(size, true), Double::sum);
      responses.add(
          item == null
              ? ItemResponse.builder().build()
              : ItemResponse.builder().item(one.parts.apply(item)).build());
    }
    if (bytes > MOST_BYTES) {
      throw AwsErrors.validation(
          "The aggregate size of the items in the transaction exceeds the limit of 4 MB");
    }
    return new Read(responses, consumed(byName, units, wanted));
  }

  private List<ConsumedCapacity> consumed(
      Map<String, Table> tables,
      Map<String, Double> units,
      @Nullable ReturnConsumedCapacity wanted) {
    return tables.entrySet().stream()
        .map(
            entry ->
                meter.consumed(
                    entry.getValue(),
                    entry.getKey(),
                    null,
                    units.getOrDefault(entry.getKey(), 0.0),
                    wanted))
        .filter(Objects::nonNull)
        .toList();
  }
}
