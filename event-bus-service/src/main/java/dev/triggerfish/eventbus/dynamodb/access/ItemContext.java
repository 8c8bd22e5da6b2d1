package dev.triggerfish.eventbus.dynamodb.access;

import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Operand;
import dev.triggerfish.eventbus.dynamodb.expression.Projection;
import dev.triggerfish.eventbus.dynamodb.expression.Update;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Condition keys of requests about items.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">
 *     Using IAM policy conditions for fine-grained access control</a>
 */
public final class ItemContext {

  private final Set<String> leadingKeys = new LinkedHashSet<>();
  private final Set<String> attributes = new LinkedHashSet<>();
  private final Map<String, List<String>> others = new HashMap<>();

  /** The partition key of an item that the request names. */
  public ItemContext leadingKey(Table table, Map<String, AttributeValue> key) {
    resource(table);
    var value = key.get(table.key().partition().getFirst());
    return value == null ? this : leadingKey(value);
  }

  /** A partition key that the request names. */
  public ItemContext leadingKey(AttributeValue value) {
    leadingKeys.add(text(value));
    return this;
  }

  private static String text(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> value.n();
      case B -> java.util.Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe());
      default -> "";
    };
  }

  /** Attributes that the request reads or writes. */
  public ItemContext attributes(Collection<String> names) {
    attributes.addAll(names);
    return this;
  }

  /** Attributes that a condition looks at. */
  public ItemContext attributes(@Nullable Condition condition) {
    if (condition != null) {
      collect(condition);
    }
    return this;
  }

  /** Attributes that are asked for. */
  public ItemContext attributes(@Nullable Projection projection) {
    if (projection != null) {
      projection.paths().forEach(path -> attributes.add(path.attribute()));
    }
    return this;
  }

  /** Attributes that an update writes, and those that it reads: their values could be seen. */
  public ItemContext attributes(Update update) {
    update.paths().forEach(path -> attributes.add(path.attribute()));
    for (var action : update.actions()) {
      if (action instanceof Update.Action.Set(_, var source)) {
        collect(source);
      }
    }
    return this;
  }

  /** The names of all attributes so far. */
  public Set<String> attributeNames() {
    return Collections.unmodifiableSet(attributes);
  }

  /** The tags of the table that the request is about. */
  public ItemContext resource(Table table) {
    table
        .tags()
        .forEach((tag, value) -> with("aws:resourcetag/" + tag.toLowerCase(Locale.ROOT), value));
    return this;
  }

  /** Another key, unless it has no value. */
  public ItemContext with(String key, @Nullable Object value) {
    if (value != null) {
      others.put(key, List.of(value.toString()));
    }
    return this;
  }

  /** The keys, lower-case. */
  public Map<String, List<String>> keys() {
    var keys = new HashMap<>(others);
    if (!leadingKeys.isEmpty()) {
      keys.put("dynamodb:leadingkeys", List.copyOf(leadingKeys));
    }
    if (!attributes.isEmpty()) {
      keys.put("dynamodb:attributes", new ArrayList<>(attributes));
    }
    return keys;
  }

  private void collect(Condition condition) {
    switch (condition) {
      case Condition.And(var left, var right) -> {
        collect(left);
        collect(right);
      }
      case Condition.Or(var left, var right) -> {
        collect(left);
        collect(right);
      }
      case Condition.Not(var negated) -> collect(negated);
      case Condition.Comparison(var left, _, var right) -> collect(left, right);
      case Condition.Between(var operand, var lower, var upper) -> collect(operand, lower, upper);
      case Condition.In(var operand, var among) -> {
        collect(operand);
        among.forEach(this::collect);
      }
      case Condition.Exists(var path) -> attributes.add(path.attribute());
      case Condition.NotExists(var path) -> attributes.add(path.attribute());
      case Condition.HasType(var operand, _) -> collect(operand);
      case Condition.BeginsWith(var operand, var prefix) -> collect(operand, prefix);
      case Condition.Contains(var operand, var part) -> collect(operand, part);
    }
  }

  private void collect(Update.Source source) {
    switch (source) {
      case Update.Source.At(var path) -> attributes.add(path.attribute());
      case Update.Source.Given _ -> {}
      case Update.Source.Sum(var left, var right) -> {
        collect(left);
        collect(right);
      }
      case Update.Source.Difference(var left, var right) -> {
        collect(left);
        collect(right);
      }
      case Update.Source.IfNotExists(var path, var otherwise) -> {
        attributes.add(path.attribute());
        collect(otherwise);
      }
      case Update.Source.ListAppend(var first, var second) -> {
        collect(first);
        collect(second);
      }
    }
  }

  private void collect(Operand... operands) {
    for (var operand : operands) {
      switch (operand) {
        case Operand.At(var path) -> attributes.add(path.attribute());
        case Operand.Given _ -> {}
        case Operand.Size(var of) -> collect(of);
      }
    }
  }
}
