package dev.triggerfish.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom a resource policy's statement is about. Wildcards are no patterns here: {@code *} alone
 * means anyone.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
final class PrincipalPattern {

  private final boolean negated;
  private final boolean anyone;
  private final Set<String> aws;
  private final Set<String> services;

  private PrincipalPattern(boolean negated, boolean anyone, Set<String> aws, Set<String> services) {
    this.negated = negated;
    this.anyone = anyone;
    this.aws = aws;
    this.services = services;
  }

  static PrincipalPattern of(RawPolicy.Principals principals) {
    Map<String, List<String>> named = principals.named();
    List<String> aws = named.getOrDefault("AWS", List.of());
    boolean anyone = "*".equals(principals.text()) || aws.contains("*");
    Set<String> services = Set.copyOf(named.getOrDefault("Service", List.of()));
    return new PrincipalPattern(principals.negated(), anyone, Set.copyOf(aws), services);
  }

  /** How an Allow names the caller. */
  PrincipalMatch allows(EvaluationContext context) {
    PrincipalMatch match = match(context);
    if (!negated) {
      return match;
    }
    return match == PrincipalMatch.NONE ? PrincipalMatch.ANYONE : PrincipalMatch.NONE;
  }

  /**
   * Whether a Deny is about the caller. With {@code NotPrincipal} it is unless every principal that
   * the caller is gets an exception: the user and its account; the session, its role and its
   * account.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">NotPrincipal</a>
   */
  boolean denies(EvaluationContext context) {
    if (!negated) {
      return match(context) != PrincipalMatch.NONE;
    }
    return !anyone && !excepted(context);
  }

  private PrincipalMatch match(EvaluationContext context) {
    PrincipalMatch named =
        switch (context.principal()) {
          case Principal.Root root -> exact(namesAccount(root.accountId()));
          case Principal.User user ->
              aws.contains(user.arn()) || aws.contains(user.id())
                  ? PrincipalMatch.EXACT
                  : account(user.accountId());
          case Principal.RoleSession session -> session(session);
          case Principal.Service service -> exact(namesService(service.name(), context));
          case Principal.Anonymous anonymous -> PrincipalMatch.NONE;
        };
    return anyone && named.compareTo(PrincipalMatch.ANYONE) < 0 ? PrincipalMatch.ANYONE : named;
  }

  private PrincipalMatch session(Principal.RoleSession session) {
    if (aws.contains(session.arn())) {
      return PrincipalMatch.EXACT;
    }
    return aws.contains(session.roleArn()) || aws.contains(session.roleId())
        ? PrincipalMatch.ROLE
        : account(session.accountId());
  }

  private boolean excepted(EvaluationContext context) {
    return switch (context.principal()) {
      case Principal.Root root -> namesAccount(root.accountId());
      case Principal.User user -> aws.contains(user.arn()) && namesAccount(user.accountId());
      case Principal.RoleSession session ->
          aws.contains(session.arn())
              && aws.contains(session.roleArn())
              && namesAccount(session.accountId());
      case Principal.Service service -> namesService(service.name(), context);
      case Principal.Anonymous anonymous -> false;
    };
  }

  private PrincipalMatch account(String accountId) {
    return namesAccount(accountId) ? PrincipalMatch.ACCOUNT : PrincipalMatch.NONE;
  }

  private boolean namesAccount(String accountId) {
    return aws.contains(accountId) || aws.contains("arn:aws:iam::" + accountId + ":root");
  }

  /**
   * A service is also named with the request's region in it: {@code logs.eu-west-1.amazonaws.com}.
   */
  private boolean namesService(String name, EvaluationContext context) {
    if (services.contains(name)) {
      return true;
    }
    List<String> region = context.values("aws:requestedregion");
    int dot = name.indexOf('.');
    return region != null
        && dot > 0
        && services.contains(name.substring(0, dot + 1) + region.getFirst() + name.substring(dot));
  }

  private static PrincipalMatch exact(boolean matches) {
    return matches ? PrincipalMatch.EXACT : PrincipalMatch.NONE;
  }

  /** The values under {@code AWS} that name users, roles and sessions, to check that they exist. */
  List<String> arns() {
    List<String> arns = new ArrayList<>();
    for (String each : aws) {
      if (each.startsWith("arn:")) {
        arns.add(each);
      }
    }
    return arns;
  }
}
