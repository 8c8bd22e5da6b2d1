package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.Update.Action;
import dev.triggerfish.eventbus.dynamodb.expression.Update.Source;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Applies updates. All that they read is the item as it was. */
public final class Updates {

  private final Map<String, AttributeValue> before;

  private Updates(Map<String, AttributeValue> before) {
    this.before = before;
  }

  /**
   * An item after an update.
   *
   * @param item as it was; it is not changed
   * @throws AwsServiceException {@code ValidationException} if the update does not fit the item
   */
  public static Map<String, AttributeValue> apply(Update update, Map<String, AttributeValue> item) {
    var updates = new Updates(item);
    var changes = new Changes();
    for (var action : update.actions()) {
      changes.at(action.path()).become(updates.result(action));
    }
    return changes.attributes(item);
  }

  private @Nullable AttributeValue result(Action action) {
    return switch (action) {
      case Action.Set(_, var source) -> value(source);
      case Action.Remove _ -> null;
      case Action.Add(var path, var value) -> added(path.in(before), value);
      case Action.Delete(var path, var value) -> without(path.in(before), value);
    };
  }

  private AttributeValue value(Source source) {
    return switch (source) {
      case Source.Given(var value) -> value;
      case Source.At(var path) -> {
        var value = path.in(before);
        if (value == null) {
          throw AwsErrors.validation(
              "The provided expression refers to an attribute that does not exist in the item");
        }
        yield value;
      }
      case Source.IfNotExists(var path, var otherwise) -> {
        var value = path.in(before);
        yield value == null ? value(otherwise) : value;
      }
      case Source.Sum(var left, var right) -> Values.of(number(left).add(number(right)));
      case Source.Difference(var left, var right) ->
          Values.of(number(left).subtract(number(right)));
      case Source.ListAppend(var first, var second) -> {
        var all = new ArrayList<>(list(first));
        all.addAll(list(second));
        yield AttributeValue.fromL(all);
      }
    };
  }

  private BigDecimal number(Source source) {
    var value = value(source);
    if (value.n() == null) {
      throw wrongType();
    }
    return Values.number(value);
  }

  private List<AttributeValue> list(Source source) {
    var value = value(source);
    if (!value.hasL()) {
      throw wrongType();
    }
    return value.l();
  }

  private static AttributeValue added(@Nullable AttributeValue old, AttributeValue value) {
    if (old == null) {
      return value;
    }
    if (old.type() != value.type()) {
      throw wrongType();
    }
    return switch (value.type()) {
      case N -> Values.of(Values.number(old).add(Values.number(value)));
      case SS -> AttributeValue.fromSs(union(old.ss(), value.ss()));
      case NS -> AttributeValue.fromNs(union(old.ns(), value.ns()));
      case BS -> AttributeValue.fromBs(union(old.bs(), value.bs()));
      default -> throw wrongType();
    };
  }

  private static <T> List<T> union(List<T> one, List<T> other) {
    var all = new LinkedHashSet<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }

  private static @Nullable AttributeValue without(
      @Nullable AttributeValue old, AttributeValue value) {
    if (old == null) {
      return null;
    }
    if (old.type() != value.type()) {
      throw wrongType();
    }
    return switch (value.type()) {
      case SS -> {
        List<String> left = difference(old.ss(), value.ss());
        yield left.isEmpty() ? null : AttributeValue.fromSs(left);
      }
      case NS -> {
        List<String> left = difference(old.ns(), value.ns());
        yield left.isEmpty() ? null : AttributeValue.fromNs(left);
      }
      case BS -> {
        List<SdkBytes> left = difference(old.bs(), value.bs());
        yield left.isEmpty() ? null : AttributeValue.fromBs(left);
      }
      default -> throw wrongType();
    };
  }

  /** Numbers are written in one way only, so their texts tell. */
  private static <T> List<T> difference(List<T> from, List<T> what) {
    var gone = new HashSet<>(what);
    return from.stream().filter(member -> !gone.contains(member)).toList();
  }

  private static AwsServiceException wrongType() {
    return AwsErrors.validation("An operand in the update expression has an incorrect data type");
  }
}
