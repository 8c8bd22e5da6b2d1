package dev.triggerfish.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">condition
 * operators</a>. A negated one holds when none of the policy's values matches.
 */
enum ConditionOperator {
  STRING_EQUALS(false, ConditionOperator::literal),
  STRING_NOT_EQUALS(true, ConditionOperator::literal),
  STRING_EQUALS_IGNORE_CASE(false, ConditionOperator::folded),
  STRING_NOT_EQUALS_IGNORE_CASE(true, ConditionOperator::folded),
  STRING_LIKE(false, ConditionOperator::wild),
  STRING_NOT_LIKE(true, ConditionOperator::wild),
  ARN_EQUALS(false, ConditionOperator::arn),
  ARN_LIKE(false, ConditionOperator::arn),
  ARN_NOT_EQUALS(true, ConditionOperator::arn),
  ARN_NOT_LIKE(true, ConditionOperator::arn),
  BOOL(false, ConditionOperator::folded),
  NULL(false, ConditionOperator::folded),
  NUMERIC_EQUALS(false, number(order -> order == 0)),
  NUMERIC_NOT_EQUALS(true, number(order -> order == 0)),
  NUMERIC_LESS_THAN(false, number(order -> order < 0)),
  NUMERIC_LESS_THAN_EQUALS(false, number(order -> order <= 0)),
  NUMERIC_GREATER_THAN(false, number(order -> order > 0)),
  NUMERIC_GREATER_THAN_EQUALS(false, number(order -> order >= 0)),
  DATE_EQUALS(false, date(order -> order == 0)),
  DATE_NOT_EQUALS(true, date(order -> order == 0)),
  DATE_LESS_THAN(false, date(order -> order < 0)),
  DATE_LESS_THAN_EQUALS(false, date(order -> order <= 0)),
  DATE_GREATER_THAN(false, date(order -> order > 0)),
  DATE_GREATER_THAN_EQUALS(false, date(order -> order >= 0)),
  IP_ADDRESS(false, (text, variables) -> IpRange.of(text)),
  NOT_IP_ADDRESS(true, (text, variables) -> IpRange.of(text)),
  BINARY_EQUALS(false, (text, variables) -> ScalarValue.binary(text));

  /** Makes a policy's value comparable; null if it is none for the operator. */
  private interface Compiler {
    @Nullable ConditionValue compile(String text, boolean variables);
  }

  private static final Map<String, ConditionOperator> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  operator -> operator.name().replace("_", "").toLowerCase(Locale.ROOT),
                  Function.identity()));

  private final boolean negated;

  // The compilers are functions without state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Compiler compiler;

  ConditionOperator(boolean negated, Compiler compiler) {
    this.negated = negated;
    this.compiler = compiler;
  }

  /** The operator of a name without prefix and suffix, in any case; null if there is none. */
  static @Nullable ConditionOperator named(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  boolean negated() {
    return negated;
  }

  @Nullable ConditionValue compile(String text, boolean variables) {
    return compiler.compile(text, variables);
  }

  private static ConditionValue literal(String text, boolean variables) {
    return new ConditionValue.Text(TextPattern.literal(text, variables));
  }

  private static ConditionValue folded(String text, boolean variables) {
    return new ConditionValue.Text(TextPattern.folded(text, variables));
  }

  private static ConditionValue wild(String text, boolean variables) {
    return new ConditionValue.Text(TextPattern.wild(text, variables));
  }

  private static ConditionValue arn(String text, boolean variables) {
    return new ConditionValue.OfArn(ArnPattern.of(text, variables));
  }

  private static Compiler number(IntPredicate order) {
    return (text, variables) -> ScalarValue.number(text, order);
  }

  private static Compiler date(IntPredicate order) {
    return (text, variables) -> ScalarValue.date(text, order);
  }
}
