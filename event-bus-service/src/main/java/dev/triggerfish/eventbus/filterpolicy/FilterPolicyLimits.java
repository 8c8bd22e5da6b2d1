package dev.triggerfish.eventbus.filterpolicy;

import dev.triggerfish.eventbus.filterpolicy.Pattern.AnyOf;
import dev.triggerfish.eventbus.filterpolicy.Pattern.Keys;
import dev.triggerfish.eventbus.filterpolicy.Pattern.Leaf;

/**
 * How large a policy may be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">
 *     Filter policy constraints</a>
 */
final class FilterPolicyLimits {

  private static final int MOST_KEYS = 5;
  private static final long MOST_COMBINATIONS = 150;

  private FilterPolicyLimits() {}

  static void check(Keys policy) {
    if (policy.patterns().size() + policy.alternatives().size() > MOST_KEYS) {
      throw new InvalidFilterPolicyException("Filter policy can not have more than 5 keys");
    }
    if (combinations(policy, 1, 1) > MOST_COMBINATIONS) {
      throw new InvalidFilterPolicyException("Filter policy is too complex");
    }
  }

  /**
   * Each key's number of values times its level, multiplied; alternatives are added up. It stops at
   * a number that is too large, so that it cannot overflow.
   */
  private static long combinations(Keys policy, int depth, long before) {
    var product = before;
    for (var pattern : policy.patterns().values()) {
      product =
          switch (pattern) {
            case Leaf leaf -> product * leaf.size() * depth;
            case Keys keys -> combinations(keys, depth + 1, product);
            case AnyOf anyOf -> combinations(anyOf, depth, product);
          };
      if (product > MOST_COMBINATIONS) {
        return product;
      }
    }
    for (var alternative : policy.alternatives()) {
      product = combinations(alternative, depth, product);
      if (product > MOST_COMBINATIONS) {
        return product;
      }
    }
    return product;
  }

  private static long combinations(AnyOf anyOf, int depth, long before) {
    var sum = 0L;
    for (var pattern : anyOf.patterns()) {
      sum += combinations(pattern, depth, before);
    }
    return sum;
  }

  /** Whether keys have keys of their own. */
  static boolean isNested(Keys policy) {
    return policy.patterns().values().stream().anyMatch(Keys.class::isInstance)
        || policy.alternatives().stream()
            .flatMap(alternative -> alternative.patterns().stream())
            .anyMatch(FilterPolicyLimits::isNested);
  }
}
