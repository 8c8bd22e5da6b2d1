package dev.triggerfish.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All the policies that apply to one request.
 *
 * @param identity the principal's own policies, inline and attached
 * @param resource the resource's policy, if it has one
 * @param resourceRule what the resource's policy, or its absence, means
 * @param boundary the principal's permissions boundary, if it has one
 * @param session the session policy, if one was passed
 */
public record PolicySet(
    List<NamedPolicy> identity,
    @Nullable NamedPolicy resource,
    ResourceRule resourceRule,
    @Nullable NamedPolicy boundary,
    @Nullable NamedPolicy session) {

  /** The weight of a resource's policy. */
  public enum ResourceRule {
    /** It may allow beside the identity policies, or there is none. */
    OPTIONAL,
    /** No request is allowed without it, as with KMS keys. */
    MANDATORY,
    /** Mandatory, and it is a role's trust policy. */
    ROLE_TRUST
  }

  /** Identity policies with an optional resource policy. */
  public PolicySet(
      List<NamedPolicy> identity,
      @Nullable NamedPolicy resource,
      @Nullable NamedPolicy boundary,
      @Nullable NamedPolicy session) {
    this(identity, resource, ResourceRule.OPTIONAL, boundary, session);
  }

  /** Identity policies and, if there is one, a resource policy. */
  public static PolicySet of(List<NamedPolicy> identity, @Nullable NamedPolicy resource) {
    return new PolicySet(identity, resource, null, null);
  }

  /** The same set with a rule for the resource policy. */
  public PolicySet withResourceRule(ResourceRule rule) {
    return new PolicySet(identity, resource, rule, boundary, session);
  }

  /** The same set with a permissions boundary. */
  public PolicySet withBoundary(@Nullable NamedPolicy policy) {
    return new PolicySet(identity, resource, resourceRule, policy, session);
  }

  /** The same set with a session policy. */
  public PolicySet withSession(@Nullable NamedPolicy policy) {
    return new PolicySet(identity, resource, resourceRule, boundary, policy);
  }
}
