package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.access.ItemContext;
import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.row.RowRange;
import dev.triggerfish.eventbus.dynamodb.table.Index;
import dev.triggerfish.eventbus.dynamodb.table.Key;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Reads the items for which a condition holds: by keys where it says which, as queries do, or all
 * items, as scans do.
 */
public final class SelectReads {

  private final ItemRows rows;
  private final ReadMeter meter;

  SelectReads(ItemRows rows, ReadMeter meter) {
    this.rows = rows;
    this.meter = meter;
  }

  /**
   * What is read.
   *
   * @param table the table
   * @param index name of one of its indexes; null for the table itself
   * @param where what must hold of an item; null if anything may
   * @param attributes that are asked for; null for all
   * @param consistent whether the read costs what consistent reads cost
   */
  public record Asked(
      Table table,
      @Nullable String index,
      @Nullable Condition where,
      @Nullable Collection<String> attributes,
      boolean consistent) {

    private Source source() {
      var named = index == null ? null : table.index(index);
      if (consistent && named != null && named.scope() == Index.Scope.GLOBAL) {
        throw AwsErrors.validation(
            "Strongly consistent read is not supported on Global Secondary Indexes");
      }
      return Source.of(table, index, consistent);
    }

    /** The key of what is read. */
    public Key key() {
      return source().key();
    }

    /** Whether all items are read. */
    public boolean isScan() {
      return ReadPlan.of(source(), where).isScan();
    }

    /** The partition keys by which it is read; none if all items are. */
    public List<AttributeValue> leadingKeys() {
      var source = source();
      return ReadPlan.of(source, where).parts().stream()
          .map(part -> part.partition().get(source.key().partition().getFirst()))
          .filter(Objects::nonNull)
          .distinct()
          .toList();
    }
  }

  /**
   * An order of items.
   *
   * @param partitions of the partition key; null for none in particular
   * @param sort of the sort key; null for none in particular
   */
  public record Order(@Nullable Direction partitions, @Nullable Direction sort) {

    /** None in particular. */
    public static final Order NONE = new Order(null, null);
  }

  /** A direction of an order. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  /**
   * Where reading goes on.
   *
   * @param part of the plan
   * @param after the key of the last item that was read of it; empty if none was
   */
  public record Position(int part, Map<String, AttributeValue> after) {

    /** Where reading begins. */
    public static final Position START = new Position(0, Map.of());
  }

  /**
   * A page of items.
   *
   * @param items whole, as far as they are in what was read
   * @param last the key of the last item that was read, if there may be more
   * @param next where reading goes on, if there may be more
   * @param consumed null if it is not asked for
   */
  public record Found(
      List<Map<String, AttributeValue>> items,
      @Nullable Map<String, AttributeValue> last,
      @Nullable Position next,
      @Nullable ConsumedCapacity consumed) {}

  /**
   * Reads a page.
   *
   * @param limit of items that are read; null for none
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     ValidationException}
   */
  public Found read(
      Asked asked,
      Order order,
      Position from,
      @Nullable Integer limit,
      @Nullable ReturnConsumedCapacity wanted) {
    var source = asked.source();
    var plan = ReadPlan.of(source, asked.where());
    var backward = order.sort == Direction.DESCENDING;
    var parts = ordered(plan, source, order);
    var whole = source.whole(select(source, plan, asked), rows);
    var items = new ArrayList<Map<String, AttributeValue>>();
    var bytes = 0L;
    var units = 0.0;
    var left = limit == null ? Integer.MAX_VALUE : limit;
    Map<String, AttributeValue> last = null;
    Position next = null;
    for (var i = from.part; i < parts.size(); i++) {
      if (left == 0 || bytes >= Page.MOST_BYTES) {
        next = new Position(i, Map.of());
        break;
      }
      var range = parts.get(i).range();
      var page =
          Page.read(
              rows,
              i == from.part ? rest(source, range, from.after, backward) : range,
              backward,
              Page.MOST_BYTES - bytes,
              limit == null ? null : left,
              asked.where(),
              whole);
      items.addAll(page.items());
      bytes += page.bytes();
      units += ReadCapacity.units(page.bytes(), asked.consistent());
      left -= page.scanned();
      if (page.last() != null) {
        last = source.cursor(page.last());
        next = new Position(i, last);
        break;
      }
    }
    return new Found(
        items,
        last,
        next,
        meter.consumed(asked.table(), asked.table().name(), source.index(), units, wanted));
  }

  private static RowRange rest(
      Source source, RowRange range, Map<String, AttributeValue> after, boolean backward) {
    var start = source.startAfter(true, after);
    return start == null ? range : backward ? range.before(start) : range.after(start);
  }

  private static List<ReadPlan.Part> ordered(ReadPlan plan, Source source, Order order) {
    var parts = order.sort == Direction.DESCENDING ? plan.parts().reversed() : plan.parts();
    if (order.partitions == null) {
      return parts;
    }
    var name = source.key().partition().getFirst();
    Comparator<ReadPlan.Part> comparator =
        (one, other) ->
            Objects.requireNonNullElse(
                Values.compare(
                    Objects.requireNonNull(one.partition().get(name)),
                    Objects.requireNonNull(other.partition().get(name))),
                0);
    // The order is stable: parts of one partition stay as they are.
    return parts.stream()
        .sorted(order.partitions == Direction.DESCENDING ? comparator.reversed() : comparator)
        .toList();
  }

  /** Whether what an index has is enough; refuses what a global index cannot give. */
  private static @Nullable Select select(Source source, ReadPlan plan, Asked asked) {
    var index = source.index();
    if (index == null || index.projectsAll()) {
      return null;
    }
    var projected = new HashSet<>(asked.table().key().names());
    projected.addAll(index.key().names());
    projected.addAll(index.included());
    var filtered =
        new ItemContext()
            .attributes(asked.where()).attributeNames().stream()
                .filter(name -> !projected.contains(name))
                .toList();
    if (!plan.isScan() && !filtered.isEmpty()) {
      throw AwsErrors.validation(
          "One or more parameter values were invalid: Secondary index "
              + index.name()
              + " does not project one or more filter attributes: "
              + filtered);
    }
    var missing =
        asked.attributes() == null
            ? List.<String>of()
            : asked.attributes().stream().filter(name -> !projected.contains(name)).toList();
    if (missing.isEmpty()) {
      return null;
    }
    if (index.scope() == Index.Scope.GLOBAL) {
      throw AwsErrors.validation(
          "One or more parameter values were invalid: Global secondary index "
              + index.name()
              + " does not project "
              + missing);
    }
    return Select.ALL_ATTRIBUTES;
  }
}
