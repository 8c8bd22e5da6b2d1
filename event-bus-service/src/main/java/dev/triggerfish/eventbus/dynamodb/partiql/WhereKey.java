package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.KeyCondition;
import dev.triggerfish.eventbus.dynamodb.expression.Path;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.write.ItemWrites.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;

/** The one item that a {@code WHERE} clause is about, and what else it says of it. */
final class WhereKey {

  private WhereKey() {}

  /**
   * Of a clause that has an equality for each attribute of the key, joined to the rest by AND.
   *
   * @throws AwsServiceException {@code ValidationException} if it has not
   */
  static Target of(Table table, @Nullable Condition where) {
    var names = table.key().names();
    var key = new LinkedHashMap<String, AttributeValue>();
    var rest = new ArrayList<Condition>();
    for (var condition : where == null ? List.<Condition>of() : where.conjuncts()) {
      var equality = KeyCondition.from(single(condition));
      if (equality != null
          && equality.operator() == ComparisonOperator.EQ
          && names.contains(equality.attribute())
          && !key.containsKey(equality.attribute())) {
        key.put(equality.attribute(), equality.values().getFirst());
      } else {
        rest.add(condition);
      }
    }
    if (key.size() < names.size()) {
      throw AwsErrors.validation(
          "Where clause does not contain a mandatory equality on all key attributes");
    }
    return new Target(key, Condition.all(rest));
  }

  /** A choice among one is an equality. */
  private static Condition single(Condition condition) {
    return condition instanceof Condition.In(var operand, var among) && among.size() == 1
        ? new Condition.Comparison(operand, Condition.Comparator.EQUAL, among.getFirst())
        : condition;
  }

  /** The same, of an item that must be there. */
  static Target ofExisting(Table table, @Nullable Condition where) {
    var target = of(table, where);
    var name = new Path.Step.Name(table.key().partition().getFirst());
    var exists = new Condition.Exists(new Path(List.of(name)));
    return new Target(
        target.key(),
        target.condition() == null ? exists : new Condition.And(exists, target.condition()));
  }

  /** The same, of {@code EXISTS}, which says something else of the item too. */
  static Target ofChecked(Table table, Statement.Select select) {
    if (select.source().index() != null) {
      throw AwsErrors.validation("Operations on indices are not supported in transactions");
    }
    if (of(table, select.where()).condition() == null) {
      throw AwsErrors.validation(
          "EXISTS() must contain a single item read with additional condition");
    }
    return ofExisting(table, select.where());
  }

  /** The key of the item that a statement selects by its key alone; null if it does not. */
  static @Nullable Target ofRead(Table table, Statement.Select select) {
    var conditions = select.where() == null ? List.<Condition>of() : select.where().conjuncts();
    if (select.source().index() != null || conditions.size() != table.key().names().size()) {
      return null;
    }
    try {
      return of(table, select.where());
    } catch (AwsServiceException incomplete) {
      return null;
    }
  }
}
