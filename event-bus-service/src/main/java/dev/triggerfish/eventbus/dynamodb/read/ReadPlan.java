package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.access.ItemContext;
import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.KeyCondition;
import dev.triggerfish.eventbus.dynamodb.expression.Operand;
import dev.triggerfish.eventbus.dynamodb.row.RowKeys;
import dev.triggerfish.eventbus.dynamodb.row.RowRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;

/**
 * By which rows a condition is read: ranges of partitions where it says which, in each of its
 * alternatives, and all rows otherwise. The condition is asked of each row again, so ranges may
 * have too many rows, but never too few.
 *
 * @param parts in the order in which they are read forward; no row is in two
 * @param isScan whether all rows are read
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html">
 *     PartiQL select statements</a>
 */
record ReadPlan(List<Part> parts, boolean isScan) {

  /** Partitions that one statement may read, as AWS says. */
  private static final int MOST_PARTITIONS = 50;

  /** Alternatives that a condition may come to. */
  private static final int MOST_ALTERNATIVES = 1_000;

  /**
   * Rows of a partition.
   *
   * @param partition its key; empty if the rows are those of all partitions
   */
  record Part(Map<String, AttributeValue> partition, RowRange range) {}

  /**
   * Plans a read.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     ValidationException} if values of keys do not fit, or alternatives overlap
   */
  static ReadPlan of(Source source, @Nullable Condition where) {
    return where == null ? scan(source) : new Planner(source).plan(where);
  }

  private static ReadPlan scan(Source source) {
    return new ReadPlan(List.of(new Part(Map.of(), RowKeys.all(source.id()))), true);
  }

  /**
   * An alternative of a condition.
   *
   * @param keys what it says of the key
   * @param isLoose whether it also says which sort keys it is not about
   */
  private record Alternative(QueryKeys keys, boolean isLoose) {}

  private record Planner(Source source) {

    ReadPlan plan(Condition where) {
      var byPartition = new LinkedHashMap<Map<String, AttributeValue>, List<Alternative>>();
      for (var conditions : alternatives(where)) {
        var alternative = alternative(conditions);
        if (alternative == null) {
          return scan(source);
        }
        byPartition
            .computeIfAbsent(alternative.keys.partition(), _ -> new ArrayList<>())
            .add(alternative);
      }
      if (byPartition.size() > MOST_PARTITIONS) {
        throw tooMany();
      }
      var parts = new ArrayList<Part>();
      byPartition.forEach((partition, some) -> parts.addAll(parts(partition, some)));
      return new ReadPlan(parts, false);
    }

    /** Conditions joined by AND, one of which lists must hold; OR counts where it is about keys. */
    private List<List<Condition>> alternatives(Condition condition) {
      return switch (condition) {
        case Condition.And(var left, var right) -> both(alternatives(left), alternatives(right));
        case Condition.Or(var left, var right) when isAboutKey(condition) -> {
          var all = new ArrayList<>(alternatives(left));
          all.addAll(alternatives(right));
          yield all;
        }
        case Condition.In(Operand.At at, var among) when isAboutKey(condition) ->
            among.stream()
                .map(
                    one ->
                        List.<Condition>of(
                            new Condition.Comparison(at, Condition.Comparator.EQUAL, one)))
                .toList();
        default -> List.of(List.of(condition));
      };
    }

    private static List<List<Condition>> both(
        List<List<Condition>> left, List<List<Condition>> right) {
      if (left.size() * right.size() > MOST_ALTERNATIVES) {
        throw tooMany();
      }
      var all = new ArrayList<List<Condition>>();
      for (var one : left) {
        for (var other : right) {
          var joined = new ArrayList<>(one);
          joined.addAll(other);
          all.add(joined);
        }
      }
      return all;
    }

    private boolean isAboutKey(Condition condition) {
      var names = new ItemContext().attributes(condition).attributeNames();
      return source.key().names().stream().anyMatch(names::contains);
    }

    /** Null if it does not say which partition it is about. */
    private @Nullable Alternative alternative(List<Condition> conditions) {
      var usable = new ArrayList<KeyCondition>();
      var isLoose = false;
      for (var condition : conditions) {
        var key = KeyCondition.from(condition);
        if (key != null) {
          usable.add(key);
        } else {
          isLoose |= isNegation(condition) && isAboutKey(condition);
        }
      }
      var used = new ArrayList<KeyCondition>();
      for (var name : source.key().partition()) {
        var equal = best(usable, name);
        if (equal == null || equal.operator() != ComparisonOperator.EQ) {
          return null;
        }
        used.add(equal);
      }
      for (var name : source.key().sort()) {
        var condition = best(usable, name);
        if (condition == null) {
          break;
        }
        used.add(condition);
        if (condition.operator() != ComparisonOperator.EQ) {
          break;
        }
      }
      return new Alternative(QueryKeys.of(source, used), isLoose);
    }

    private static boolean isNegation(Condition condition) {
      return condition instanceof Condition.Not
          || (condition instanceof Condition.Comparison(_, var comparator, _)
              && comparator == Condition.Comparator.NOT_EQUAL);
    }

    /** A condition on an attribute, an equality if there is one. */
    private static @Nullable KeyCondition best(List<KeyCondition> conditions, String name) {
      KeyCondition found = null;
      for (var condition : conditions) {
        if (condition.attribute().equals(name)
            && (found == null || condition.operator() == ComparisonOperator.EQ)) {
          found = condition;
        }
      }
      return found;
    }

    private List<Part> parts(Map<String, AttributeValue> partition, List<Alternative> some) {
      if (some.size() > 1 && some.stream().anyMatch(Alternative::isLoose)) {
        var conditions =
            partition.entrySet().stream()
                .map(
                    entry ->
                        new KeyCondition(
                            entry.getKey(), ComparisonOperator.EQ, List.of(entry.getValue())))
                .toList();
        return List.of(new Part(partition, QueryKeys.of(source, conditions).range()));
      }
      var ranges =
          some.stream()
              .map(alternative -> alternative.keys.range())
              .sorted(Comparator.comparing(RowRange::from))
              .toList();
      requireApart(ranges.stream().filter(range -> !range.isEmpty()).toList());
      return ranges.stream().map(range -> new Part(partition, range)).toList();
    }

    private static void requireApart(List<RowRange> ranges) {
      for (var i = 1; i < ranges.size(); i++) {
        if (ranges.get(i).from().compareTo(ranges.get(i - 1).to()) < 0) {
          throw AwsErrors.validation(
              "Overlapping conditions with range keys are not supported in where clause");
        }
      }
    }

    private static RuntimeException tooMany() {
      return AwsErrors.validation("Too many decomposed read operations for a given query.");
    }
  }
}
