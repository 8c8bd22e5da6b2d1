package dev.triggerfish.policy;

import dev.triggerfish.policy.Decision.Outcome;
import dev.triggerfish.policy.Decision.PolicyType;
import dev.triggerfish.policy.PolicySet.ResourceRule;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests in <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">AWS's
 * order</a>: an explicit deny anywhere, then what the resource's policy grants, then the identity's
 * policies, its boundary, its session policy.
 */
public final class PolicyEvaluator {

  /** AWS's own resources, such as its managed policies, belong to everybody's account. */
  private static final String AWS_ACCOUNT = "aws";

  private final EvaluationContext context;
  private final PolicySet policies;

  private PolicyEvaluator(AccessRequest request, PolicySet policies) {
    this.context = new EvaluationContext(request);
    this.policies = policies;
  }

  /**
   * Decides a request. Pure: same arguments, same answer. A session that was given a policy is
   * denied unless {@link PolicySet#session()} holds it.
   */
  public static Decision decide(AccessRequest request, PolicySet policies) {
    return new PolicyEvaluator(request, policies).decide();
  }

  private Decision decide() {
    Decision denied = explicitDeny();
    if (denied != null) {
      return denied;
    }
    Grant grant = grant();
    return switch (context.principal()) {
      case Principal.Service service -> byResourceAlone(grant);
      case Principal.Anonymous anonymous -> byResourceAlone(grant);
      case Principal.Root root ->
          isOwnAccount() && !mandatory() ? rootUser() : byResourceAlone(grant);
      case Principal.User user -> isOwnAccount() ? sameAccount(grant) : crossAccount(grant);
      case Principal.RoleSession session ->
          isOwnAccount() ? sameAccount(grant) : crossAccount(grant);
    };
  }

  private static Decision rootUser() {
    return new Decision(Outcome.ALLOW, PolicyType.IDENTITY, null, null);
  }

  private Decision byResourceAlone(@Nullable Grant grant) {
    return grant == null ? missing(resourceType()) : grant.decision();
  }

  private Decision sameAccount(@Nullable Grant grant) {
    if (grant == null && mandatory()) {
      return missing(resourceType());
    }
    PrincipalMatch match = grant == null ? PrincipalMatch.NONE : grant.match();
    boolean session = context.principal() instanceof Principal.RoleSession;
    if (grant != null
        && (match == PrincipalMatch.EXACT || (match == PrincipalMatch.ANYONE && !session))) {
      return grant.decision();
    }
    // A grant to the role is one to all its sessions, within their limits; one to the account only
    // lets the account's own policies decide.
    if (grant != null && match != PrincipalMatch.ACCOUNT) {
      return withinLimits(grant.decision());
    }
    Decision allowed = identityAllow();
    return allowed == null ? missing(PolicyType.IDENTITY) : withinLimits(allowed);
  }

  private Decision crossAccount(@Nullable Grant grant) {
    if (grant == null) {
      return missing(resourceType());
    }
    Decision allowed = identityAllow();
    return allowed == null ? missing(PolicyType.IDENTITY) : withinLimits(allowed);
  }

  private Decision withinLimits(Decision allowed) {
    NamedPolicy boundary = policies.boundary();
    if (boundary != null && find(boundary, Effect.ALLOW) == null) {
      return missing(PolicyType.BOUNDARY);
    }
    NamedPolicy session = policies.session();
    boolean limited = session != null ? find(session, Effect.ALLOW) == null : lacksSessionPolicy();
    return limited ? missing(PolicyType.SESSION) : allowed;
  }

  private boolean lacksSessionPolicy() {
    return context.principal() instanceof Principal.RoleSession session
        && session.sessionPolicy() != null;
  }

  private @Nullable Decision identityAllow() {
    for (NamedPolicy policy : policies.identity()) {
      Statement statement = find(policy, Effect.ALLOW);
      if (statement != null) {
        return decision(Outcome.ALLOW, PolicyType.IDENTITY, policy, statement);
      }
    }
    return null;
  }

  private @Nullable Decision explicitDeny() {
    if (hasIdentity()) {
      for (NamedPolicy policy : policies.identity()) {
        Decision denied = explicitDeny(PolicyType.IDENTITY, policy);
        if (denied != null) {
          return denied;
        }
      }
    }
    Decision denied = resourceDeny();
    if (denied == null && hasIdentity()) {
      denied = explicitDeny(PolicyType.BOUNDARY, policies.boundary());
    }
    if (denied == null && hasIdentity()) {
      denied = explicitDeny(PolicyType.SESSION, policies.session());
    }
    return denied;
  }

  private @Nullable Decision explicitDeny(PolicyType type, @Nullable NamedPolicy policy) {
    Statement statement = policy == null ? null : find(policy, Effect.DENY);
    return policy == null || statement == null
        ? null
        : decision(Outcome.EXPLICIT_DENY, type, policy, statement);
  }

  private @Nullable Statement find(NamedPolicy policy, Effect effect) {
    for (Statement statement : policy.policy().statements()) {
      if (statement.effect() == effect && statement.matches(context)) {
        return statement;
      }
    }
    return null;
  }

  private @Nullable Decision resourceDeny() {
    NamedPolicy policy = policies.resource();
    if (policy == null) {
      return null;
    }
    for (Statement statement : policy.policy().statements()) {
      PrincipalPattern principals = statement.principals();
      if (statement.effect() == Effect.DENY
          && principals != null
          && principals.denies(context)
          && statement.matches(context)) {
        return decision(Outcome.EXPLICIT_DENY, resourceType(), policy, statement);
      }
    }
    return null;
  }

  /** The Allow of the resource's policy that names the caller most closely. */
  private @Nullable Grant grant() {
    NamedPolicy policy = policies.resource();
    if (policy == null) {
      return null;
    }
    PrincipalMatch best = PrincipalMatch.NONE;
    Statement found = null;
    for (Statement statement : policy.policy().statements()) {
      PrincipalPattern principals = statement.principals();
      if (statement.effect() == Effect.ALLOW && principals != null) {
        PrincipalMatch match = principals.allows(context);
        if (match.compareTo(best) > 0 && statement.matches(context)) {
          best = match;
          found = statement;
        }
      }
    }
    return found == null
        ? null
        : new Grant(best, decision(Outcome.ALLOW, resourceType(), policy, found));
  }

  private static Decision decision(
      Outcome outcome, PolicyType type, NamedPolicy policy, Statement statement) {
    return new Decision(outcome, type, policy.source(), statement.name());
  }

  private static Decision missing(PolicyType type) {
    return new Decision(Outcome.IMPLICIT_DENY, type, null, null);
  }

  private PolicyType resourceType() {
    return policies.resourceRule() == ResourceRule.ROLE_TRUST
        ? PolicyType.ROLE_TRUST
        : PolicyType.RESOURCE;
  }

  private boolean mandatory() {
    return policies.resourceRule() != ResourceRule.OPTIONAL;
  }

  private boolean hasIdentity() {
    return context.principal() instanceof Principal.User
        || context.principal() instanceof Principal.RoleSession;
  }

  private boolean isOwnAccount() {
    String owner = context.request().resourceAccount();
    return owner == null
        || owner.equals(AWS_ACCOUNT)
        || owner.equals(context.principal().accountId());
  }

  /** An Allow of the resource's policy, and how it names the caller. */
  private record Grant(PrincipalMatch match, Decision decision) {}
}
