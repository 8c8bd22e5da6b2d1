package dev.triggerfish.aws.authorization;

import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.PolicySet.ResourceRule;
import org.jspecify.annotations.Nullable;

/**
 * The resource policies of one service. A service whose resources have policies declares one such
 * bean.
 */
public interface ResourcePolicies {

  /** The action prefix that it answers for, such as {@code lambda} or {@code sts}. */
  String service();

  /** The policy of a resource, or null if it has none or does not exist. Called on the hot path. */
  @Nullable NamedPolicy policyOf(String resourceArn);

  /**
   * The account, 12 digits, that owns a resource whose ARN does not say so, as S3's buckets; null
   * if the resource does not exist, or the ARN says it. Called on the hot path.
   */
  default @Nullable String ownerOf(String resourceArn) {
    return null;
  }

  /** The weight of such a policy, or of its absence, in a decision. */
  default ResourceRule rule() {
    return ResourceRule.OPTIONAL;
  }
}
