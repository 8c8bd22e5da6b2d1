package dev.triggerfish.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document whose JSON has the right shape, before the grammar of its kind is checked. */
record RawPolicy(@Nullable String version, List<Statement> statements) {

  /** Whether {@code ${…}} is a variable, which it is from version 2012-10-17 on. */
  boolean variables() {
    return "2012-10-17".equals(version);
  }

  /** One statement; a null stands for an element that is not there. */
  record Statement(
      @Nullable String sid,
      @Nullable String effect,
      @Nullable Principals principals,
      @Nullable Values actions,
      @Nullable Values resources,
      List<Condition> conditions) {}

  /**
   * {@code Action}, {@code Resource} and their negations.
   *
   * @param negated whether it is the {@code Not…} element
   */
  record Values(boolean negated, List<String> values) {}

  /**
   * {@code Principal} or {@code NotPrincipal}.
   *
   * @param negated whether it is {@code NotPrincipal}
   * @param text the value if it is a string, which makes sense as {@code *} alone
   * @param named the values by {@code AWS}, {@code Service}, {@code Federated} and {@code
   *     CanonicalUser}
   */
  record Principals(boolean negated, @Nullable String text, Map<String, List<String>> named) {}

  /** One key under one operator. */
  record Condition(String operator, String key, List<String> values) {}
}
