package dev.triggerfish.iam.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.iam.role.RoleStore;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.Policy;
import dev.triggerfish.policy.PolicyKind;
import dev.triggerfish.policy.PolicySet.ResourceRule;
import org.jspecify.annotations.Nullable;

/** Roles' trust policies, without which nobody assumes a role. */
final class TrustPolicyLookup implements ResourcePolicies {

  private final RoleStore roles;

  /** Parsed policies by document, so that none can be outdated. */
  private final Cache<String, Policy> parsed = Caffeine.newBuilder().maximumSize(1_000).build();

  TrustPolicyLookup(RoleStore roles) {
    this.roles = roles;
  }

  @Override
  public String service() {
    return "sts";
  }

  @Override
  public ResourceRule rule() {
    return ResourceRule.ROLE_TRUST;
  }

  @Override
  public @Nullable NamedPolicy policyOf(String resourceArn) {
    var role = roles.byArn(resourceArn);
    if (role.isEmpty()) {
      return null;
    }
    return new NamedPolicy(
        "trust policy of " + resourceArn,
        parsed.get(role.get().trustPolicy(), document -> Policy.parse(document, PolicyKind.TRUST)));
  }
}
