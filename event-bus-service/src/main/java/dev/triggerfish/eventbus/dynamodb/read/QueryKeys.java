package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.KeyCondition;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import dev.triggerfish.eventbus.dynamodb.row.KeyRanges;
import dev.triggerfish.eventbus.dynamodb.row.RowKeys;
import dev.triggerfish.eventbus.dynamodb.row.RowRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;

/**
 * Conditions of a query, checked against the key of what is queried.
 *
 * @param partition the values of the partition key
 * @param range the rows that fulfil the conditions
 */
record QueryKeys(Map<String, AttributeValue> partition, RowRange range) {

  static QueryKeys of(Source source, List<KeyCondition> conditions) {
    var key = source.key();
    var byName = new HashMap<String, KeyCondition>();
    conditions.forEach(condition -> byName.put(condition.attribute(), condition));
    var partition = new HashMap<String, AttributeValue>();
    for (var name : key.partition()) {
      var condition = byName.remove(name);
      if (condition == null) {
        throw missed(name);
      }
      requireFit(source, condition);
      if (condition.operator() != ComparisonOperator.EQ) {
        throw notSupported();
      }
      partition.put(name, condition.values().getFirst());
    }
    return new QueryKeys(partition, range(source, partition, byName));
  }

  private static RowRange range(
      Source source, Map<String, AttributeValue> partition, Map<String, KeyCondition> others) {
    var equal = new ArrayList<AttributeValue>();
    KeyCondition last = null;
    for (var name : source.key().sort()) {
      var condition = others.remove(name);
      if (condition == null) {
        if (!others.isEmpty()) {
          throw missed(name);
        }
        break;
      }
      requireFit(source, condition);
      last = condition;
      if (condition.operator() != ComparisonOperator.EQ || others.isEmpty()) {
        break;
      }
      equal.add(condition.values().getFirst());
      last = null;
    }
    if (!others.isEmpty()) {
      throw source.key().sort().isEmpty() ? notSupported() : missed(source.key().sort().getFirst());
    }
    return new KeyRanges(source.index() != null)
        .of(
            RowKeys.partition(source.id(), source.key(), partition),
            equal,
            last == null ? null : last.operator(),
            last == null ? List.of() : last.values());
  }

  private static void requireFit(Source source, KeyCondition condition) {
    switch (condition.operator()) {
      case NULL, NOT_NULL, NE, CONTAINS, NOT_CONTAINS, IN ->
          throw AwsErrors.validation(
              "Attempted conditional constraint is not an indexable operation");
      default -> {}
    }
    var type = source.table().attributeTypes().get(condition.attribute());
    for (var value : condition.values()) {
      if (!Values.typeName(value).equals(type)) {
        throw AwsErrors.validation(
            "One or more parameter values were invalid: Condition parameter type does not match"
                + " schema type");
      }
      requireContent(condition, value);
    }
  }

  private static void requireContent(KeyCondition condition, AttributeValue value) {
    var empty = value.s() != null ? value.s().isEmpty() : isEmptyBinary(value);
    if (empty && condition.operator() != ComparisonOperator.BEGINS_WITH) {
      throw AwsErrors.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
              + " contain an empty "
              + (value.s() == null ? "binary" : "string")
              + " value. Key: "
              + condition.attribute());
    }
  }

  private static boolean isEmptyBinary(AttributeValue value) {
    return value.b() != null && value.b().asByteArrayUnsafe().length == 0;
  }

  private static AwsServiceException missed(@Nullable String name) {
    return AwsErrors.validation("Query condition missed key schema element: " + name);
  }

  private static AwsServiceException notSupported() {
    return AwsErrors.validation("Query key condition not supported");
  }
}
