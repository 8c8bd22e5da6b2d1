package dev.triggerfish.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One key under one operator of a {@code Condition} block.
 *
 * @param quantifier how several values of the request count together
 * @param ifExists whether it holds where the request has no such key
 * @param key lower-case
 * @param values of which one must match, or none if the operator is negated
 */
record Condition(
    ConditionOperator operator,
    Quantifier quantifier,
    boolean ifExists,
    String key,
    List<ConditionValue> values) {

  enum Quantifier {
    NONE,
    ANY,
    ALL
  }

  private static final String ANY_PREFIX = "foranyvalue:";
  private static final String ALL_PREFIX = "forallvalues:";
  private static final String IF_EXISTS = "ifexists";

  /**
   * Compiles a condition.
   *
   * @throws MalformedPolicyException if there is no such operator or a value is none for it
   */
  static Condition of(RawPolicy.Condition raw, boolean variables) {
    String name = raw.operator().toLowerCase(Locale.ROOT);
    Quantifier quantifier = Quantifier.NONE;
    if (name.startsWith(ANY_PREFIX)) {
      quantifier = Quantifier.ANY;
      name = name.substring(ANY_PREFIX.length());
    } else if (name.startsWith(ALL_PREFIX)) {
      quantifier = Quantifier.ALL;
      name = name.substring(ALL_PREFIX.length());
    }
    boolean ifExists = name.endsWith(IF_EXISTS);
    ConditionOperator operator =
        ConditionOperator.named(
            ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name);
    if (operator == null || (operator == ConditionOperator.NULL && ifExists)) {
      throw new MalformedPolicyException(PolicyMessages.SYNTAX);
    }
    List<ConditionValue> values = new ArrayList<>(raw.values().size());
    for (String text : raw.values()) {
      ConditionValue value = operator.compile(text, variables);
      if (value == null) {
        throw new MalformedPolicyException(PolicyMessages.LEGACY);
      }
      values.add(value);
    }
    return new Condition(
        operator, quantifier, ifExists, raw.key().toLowerCase(Locale.ROOT), List.copyOf(values));
  }

  boolean holds(EvaluationContext context) {
    List<String> requested = context.values(key);
    if (operator == ConditionOperator.NULL) {
      return matchesAny(requested == null ? "true" : "false", context);
    }
    // A negated operator would turn a value that cannot be known into a match.
    if (operator.negated() && !values.stream().allMatch(value -> value.resolvable(context))) {
      return false;
    }
    if (requested == null) {
      return holdsWithoutKey();
    }
    return switch (quantifier) {
      case ALL -> requested.stream().allMatch(value -> fulfils(value, context));
      case ANY -> requested.stream().anyMatch(value -> fulfils(value, context));
      // Without a set operator a key should have one value; if it has several, none may slip by.
      case NONE ->
          operator.negated()
              ? requested.stream().allMatch(value -> fulfils(value, context))
              : requested.stream().anyMatch(value -> fulfils(value, context));
    };
  }

  private boolean holdsWithoutKey() {
    return switch (quantifier) {
      case ALL -> true;
      case ANY -> ifExists;
      case NONE -> ifExists || operator.negated();
    };
  }

  private boolean fulfils(String requested, EvaluationContext context) {
    return matchesAny(requested, context) != operator.negated();
  }

  private boolean matchesAny(String requested, EvaluationContext context) {
    for (ConditionValue value : values) {
      if (value.matches(requested, context)) {
        return true;
      }
    }
    return false;
  }
}
