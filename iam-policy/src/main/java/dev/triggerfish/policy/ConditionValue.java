package dev.triggerfish.policy;

/** One value of a condition in a policy, ready to be compared with a request's values. */
interface ConditionValue {

  /** Whether a request's value fulfils this one under the operator, negation left aside. */
  boolean matches(String requested, EvaluationContext context);

  /** Whether all of its policy variables have values. */
  default boolean resolvable(EvaluationContext context) {
    return true;
  }

  /** Compares as text. */
  record Text(TextPattern pattern) implements ConditionValue {
    @Override
    public boolean matches(String requested, EvaluationContext context) {
      return pattern.matches(requested, context);
    }

    @Override
    public boolean resolvable(EvaluationContext context) {
      return pattern.resolvable(context);
    }
  }

  /** Compares as ARN. */
  record OfArn(ArnPattern pattern) implements ConditionValue {
    @Override
    public boolean matches(String requested, EvaluationContext context) {
      return pattern.matches(ArnComponents.of(requested), context);
    }

    @Override
    public boolean resolvable(EvaluationContext context) {
      return pattern.resolvable(context);
    }
  }
}
