package dev.triggerfish.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A statement, compiled. */
final class Statement {

  private final String name;
  private final Effect effect;
  private final @Nullable PrincipalPattern principals;
  private final boolean notAction;
  private final List<Glob> actions;
  private final boolean notResource;
  private final @Nullable List<ArnPattern> resources;
  private final List<Condition> conditions;

  private Statement(RawPolicy.Statement raw, int number, boolean variables) {
    String sid = raw.sid();
    name = sid == null || sid.isEmpty() ? "#" + number : sid;
    effect = effect(raw.effect());
    principals = raw.principals() == null ? null : PrincipalPattern.of(raw.principals());
    RawPolicy.Values actionValues = raw.actions();
    if (actionValues == null) {
      throw new MalformedPolicyException(StatementRules.NO_ACTIONS);
    }
    notAction = actionValues.negated();
    actions = actionValues.values().stream().map(a -> Glob.of(a.toLowerCase(Locale.ROOT))).toList();
    RawPolicy.Values resourceValues = raw.resources();
    if (resourceValues == null && principals == null) {
      throw new MalformedPolicyException(StatementRules.NO_RESOURCES);
    }
    notResource = resourceValues != null && resourceValues.negated();
    resources =
        resourceValues == null
            ? null
            : resourceValues.values().stream().map(r -> ArnPattern.of(r, variables)).toList();
    conditions = raw.conditions().stream().map(c -> Condition.of(c, variables)).toList();
  }

  /**
   * Compiles a policy's statements.
   *
   * @throws MalformedPolicyException if one cannot be evaluated
   */
  static List<Statement> all(RawPolicy policy) {
    List<Statement> statements = new ArrayList<>(policy.statements().size());
    for (RawPolicy.Statement raw : policy.statements()) {
      statements.add(new Statement(raw, statements.size() + 1, policy.variables()));
    }
    return List.copyOf(statements);
  }

  private static Effect effect(@Nullable String text) {
    if ("Allow".equals(text)) {
      return Effect.ALLOW;
    }
    if ("Deny".equals(text)) {
      return Effect.DENY;
    }
    throw new MalformedPolicyException(PolicyMessages.SYNTAX);
  }

  /** Its Sid, or {@code #n} counted from 1. */
  String name() {
    return name;
  }

  Effect effect() {
    return effect;
  }

  /** Null in a policy of an identity. */
  @Nullable PrincipalPattern principals() {
    return principals;
  }

  /** Whether action, resource and conditions are those of the request; principals left aside. */
  boolean matches(EvaluationContext context) {
    return matchesAction(context) && matchesResource(context) && conditionsHold(context);
  }

  private boolean matchesAction(EvaluationContext context) {
    for (Glob action : actions) {
      if (action.matches(context.action())) {
        return !notAction;
      }
    }
    return notAction;
  }

  private boolean matchesResource(EvaluationContext context) {
    if (resources == null) {
      return true;
    }
    for (ArnPattern resource : resources) {
      // NotResource would turn a resource that cannot be known into a match.
      if (notResource && !resource.resolvable(context)) {
        return false;
      }
      if (resource.matches(context.resource(), context)) {
        return !notResource;
      }
    }
    return notResource;
  }

  private boolean conditionsHold(EvaluationContext context) {
    for (Condition condition : conditions) {
      if (!condition.holds(context)) {
        return false;
      }
    }
    return true;
  }
}
