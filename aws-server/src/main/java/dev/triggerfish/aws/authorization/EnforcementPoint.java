package dev.triggerfish.aws.authorization;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.authorization.AuthorizationProperties.Mode;
import dev.triggerfish.aws.authorization.Denials.Denial;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.identity.IdentityCatchUp;
import dev.triggerfish.aws.identity.IdentityReplica;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.AccessRequest;
import dev.triggerfish.policy.Decision;
import dev.triggerfish.policy.PolicyEvaluator;
import dev.triggerfish.policy.PolicySet;
import dev.triggerfish.policy.PolicySet.ResourceRule;
import dev.triggerfish.policy.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides from the replica; a denial only once the replica knows all that iam-service has written.
 */
final class EnforcementPoint implements Authorizer {

  private static final Logger log = LoggerFactory.getLogger(EnforcementPoint.class);
  private static final Decision ALLOW =
      new Decision(Decision.Outcome.ALLOW, Decision.PolicyType.IDENTITY, null, null);

  private static final Decision NOBODY =
      new Decision(Decision.Outcome.IMPLICIT_DENY, Decision.PolicyType.IDENTITY, null, null);

  private final Mode mode;
  private final IdentityReplica replica;
  private final IdentityCatchUp catchUp;
  private final Map<String, ResourcePolicies> resourcePolicies;
  private final SessionPolicies sessionPolicies = new SessionPolicies();
  private final PlatformClock clock;
  private final Denials denials;

  EnforcementPoint(
      Mode mode,
      IdentityReplica replica,
      IdentityCatchUp catchUp,
      List<ResourcePolicies> resourcePolicies,
      PlatformClock clock,
      Denials denials) {
    this.mode = mode;
    this.replica = replica;
    this.catchUp = catchUp;
    this.resourcePolicies =
        resourcePolicies.stream()
            .collect(Collectors.toMap(ResourcePolicies::service, Function.identity()));
    this.clock = clock;
    this.denials = denials;
  }

  @Override
  public void require(
      Caller caller, String action, String resource, Map<String, List<String>> context) {
    if (mode == Mode.OFF) {
      return;
    }
    var decision = decide(caller.principal(), action, resource, RequestContext.of(caller, context));
    if (!decision.allowed()) {
      throw denied(caller.principal(), action, resource, decision);
    }
  }

  @Override
  public Decision decide(
      Principal principal, String action, String resource, Map<String, List<String>> context) {
    if (mode == Mode.OFF) {
      return ALLOW;
    }
    var request = request(principal, action, resource, context);
    var decision = evaluate(request);
    if (!decision.allowed() && catchUp.await()) {
      decision = evaluate(request);
    }
    if (decision.allowed()) {
      return decision;
    }
    var refused = mode == Mode.ENFORCE;
    var denial = Denial.of(request, decision, clock.now(), refused);
    denials.add(denial);
    log.info(
        "{}{}: {}",
        refused ? "Denied" : "Would be denied",
        denial.calledVia() == null ? "" : " via " + denial.calledVia(),
        denial.reason());
    return refused ? decision : ALLOW;
  }

  private AccessRequest request(
      Principal principal, String action, String resource, Map<String, List<String>> context) {
    var arn = Arn.parse(resource);
    var named = arn == null || arn.accountId().isEmpty() ? null : arn.accountId();
    var ofService = named == null ? resourcePolicies.get(servicePrefix(action)) : null;
    var owner = ofService == null ? named : ofService.ownerOf(resource);
    return new AccessRequest(
        principal, action, resource, owner, RequestContext.at(clock.now(), context));
  }

  private Decision evaluate(AccessRequest request) {
    var policies = policies(request);
    return policies == null ? NOBODY : PolicyEvaluator.decide(withTags(request), policies);
  }

  /** All policies that apply, or null if the user or role does not exist. */
  private @Nullable PolicySet policies(AccessRequest request) {
    var ofService = resourcePolicies.get(servicePrefix(request.action()));
    var resource = ofService == null ? null : ofService.policyOf(request.resource());
    var own =
        switch (request.principal()) {
          case Principal.User user -> ownPolicies(user.id(), null);
          case Principal.RoleSession session ->
              ownPolicies(session.roleId(), session.sessionPolicy());
          case Principal.Root _, Principal.Service _, Principal.Anonymous _ ->
              PolicySet.of(List.of(), null);
        };
    if (own == null) {
      return null;
    }
    var rule = ofService == null ? ResourceRule.OPTIONAL : ofService.rule();
    return new PolicySet(own.identity(), resource, rule, own.boundary(), own.session());
  }

  private @Nullable PolicySet ownPolicies(String principalId, @Nullable String sessionPolicy) {
    var principal = replica.principal(principalId);
    if (principal == null) {
      return null;
    }
    return new PolicySet(
        principal.policies(), null, principal.boundary(), sessionPolicies.of(sessionPolicy));
  }

  /** The tags come with the policies: looked at again, both may have changed. */
  private AccessRequest withTags(AccessRequest request) {
    var id = id(request.principal());
    var principal = id == null ? null : replica.principal(id);
    return principal == null || principal.tags().isEmpty()
        ? request
        : new AccessRequest(
            request.principal(),
            request.action(),
            request.resource(),
            request.resourceAccount(),
            RequestContext.tagged(principal.tags(), request.context()));
  }

  private static @Nullable String id(Principal principal) {
    return switch (principal) {
      case Principal.User user -> user.id();
      case Principal.RoleSession session -> session.roleId();
      case Principal.Root _, Principal.Service _, Principal.Anonymous _ -> null;
    };
  }

  /** SQS writes its actions in lower case. */
  private static String shown(String action) {
    return action.startsWith("sqs:") ? action.toLowerCase(Locale.ROOT) : action;
  }

  /** S3 puts its resources into quotes. */
  private static String shown(String action, String resource) {
    return action.startsWith("s3:") ? '"' + resource + '"' : resource;
  }

  private static String servicePrefix(String action) {
    return action.substring(0, Math.max(0, action.indexOf(':')));
  }

  private static RuntimeException denied(
      Principal principal, String action, String resource, Decision decision) {
    return AwsErrors.of(
        "AccessDeniedException", 403, sentence(principal, action, resource, decision));
  }

  private static String sentence(
      Principal principal, String action, String resource, Decision decision) {
    if (principal instanceof Principal.Anonymous) {
      return "Access Denied"; // Which is all that S3 tells whom it does not know.
    }
    var named = shown(action);
    return "User: "
        + principal.arn()
        + " is not authorized to perform: "
        + named
        + (resource.equals("*") ? "" : " on resource: " + shown(action, resource))
        // For roles AWS does not say why: that would tell strangers whether the role exists.
        + (action.equals("sts:AssumeRole") ? "" : " " + decision.reason(named));
  }
}
