package dev.triggerfish.policy;

import dev.triggerfish.policy.Decision.Outcome;
import dev.triggerfish.policy.Decision.PolicyType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A decision in words, and the statement that would have changed it. */
final class Explanation {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Decision decision;
  private final AccessRequest request;

  Explanation(Decision decision, AccessRequest request) {
    this.decision = decision;
    this.request = request;
  }

  String sentence() {
    return switch (decision.outcome()) {
      case ALLOW -> allowed();
      case EXPLICIT_DENY ->
          what("is denied")
              + " by "
              + statement()
              + ". No Allow overrides it: remove or narrow that statement.";
      case IMPLICIT_DENY ->
          what("is denied") + ": " + lack() + ". This statement grants it: " + granting();
    };
  }

  private String allowed() {
    return decision.source() == null
        ? what("is allowed") + ": the root user needs no policy in its own account."
        : what("is allowed") + " by " + statement() + ".";
  }

  private String what(String verdict) {
    return request.action()
        + " on "
        + request.resource()
        + " "
        + verdict
        + " to "
        + request.principal().arn();
  }

  private String statement() {
    return "statement "
        + decision.statement()
        + " of the "
        + decision.by().noun()
        + " "
        + decision.source();
  }

  private String lack() {
    return switch (decision.by()) {
      case IDENTITY -> "no policy of " + holder() + " allows it";
      case RESOURCE -> "the resource has no policy that allows it";
      case ROLE_TRUST -> "the role's trust policy does not allow it";
      case BOUNDARY -> "the permissions boundary of " + holder() + " does not allow it";
      case SESSION -> "the session's own policy does not allow it";
      case SERVICE_CONTROL -> "no service control policy allows it";
    };
  }

  private String holder() {
    return switch (request.principal()) {
      case Principal.User user -> "user " + user.name();
      case Principal.RoleSession session -> "role " + session.roleName();
      case Principal.Root root -> "the root user";
      case Principal.Service service -> service.name();
      case Principal.Anonymous anonymous -> "anybody";
    };
  }

  /** The smallest statement that gives what was missing; null unless something was missing. */
  @Nullable String granting() {
    if (decision.outcome() != Outcome.IMPLICIT_DENY) {
      return null;
    }
    boolean ofResource =
        decision.by() == PolicyType.RESOURCE || decision.by() == PolicyType.ROLE_TRUST;
    ObjectNode statement = JSON.createObjectNode();
    statement.put("Effect", "Allow");
    if (ofResource) {
      addPrincipal(statement);
    }
    statement.put("Action", request.action());
    if (decision.by() != PolicyType.ROLE_TRUST) {
      statement.put("Resource", request.resource());
    }
    if (ofResource && request.principal() instanceof Principal.Service) {
      addSource(statement);
    }
    return JSON.writeValueAsString(statement);
  }

  private void addPrincipal(ObjectNode statement) {
    switch (request.principal()) {
      case Principal.Anonymous anonymous -> statement.put("Principal", "*");
      case Principal.Service service ->
          statement.putObject("Principal").put("Service", service.name());
      case Principal.RoleSession session ->
          statement.putObject("Principal").put("AWS", session.roleArn());
      case Principal.User user -> statement.putObject("Principal").put("AWS", user.arn());
      case Principal.Root root -> statement.putObject("Principal").put("AWS", root.arn());
    }
  }

  /**
   * Adds conditions on the source: without them the statement would let the service act for
   * anybody.
   */
  private void addSource(ObjectNode statement) {
    List<String> arn = request.context().getOrDefault("aws:sourcearn", List.of());
    List<String> account = request.context().getOrDefault("aws:sourceaccount", List.of());
    if (arn.isEmpty() && account.isEmpty()) {
      return;
    }
    ObjectNode condition = statement.putObject("Condition");
    if (!arn.isEmpty()) {
      condition.putObject("ArnLike").put("aws:SourceArn", arn.getFirst());
    }
    if (!account.isEmpty()) {
      condition.putObject("StringEquals").put("aws:SourceAccount", account.getFirst());
    }
  }
}
