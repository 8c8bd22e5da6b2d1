package dev.triggerfish.eventbus.sns.filterpolicy;

import dev.triggerfish.pattern.EventPattern;

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

  static void check(EventPattern policy) {
    if (policy.keys() > MOST_KEYS) {
      throw new InvalidFilterPolicyException("Filter policy can not have more than 5 keys");
    }
    if (policy.combinations(MOST_COMBINATIONS) > MOST_COMBINATIONS) {
      throw new InvalidFilterPolicyException("Filter policy is too complex");
    }
  }
}
