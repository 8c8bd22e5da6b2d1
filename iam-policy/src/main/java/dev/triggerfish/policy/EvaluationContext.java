package dev.triggerfish.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as statements see it: with the <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">condition
 * keys</a> that follow from the principal, made when they are asked for. Nobody can override those.
 */
final class EvaluationContext {

  /** A request without any condition key, for what does not depend on the request. */
  static final EvaluationContext NOTHING =
      new EvaluationContext(new AccessRequest(new Principal.Anonymous(), "", "*", null, Map.of()));

  private final AccessRequest request;
  private final String action;
  private final ArnComponents resource;

  EvaluationContext(AccessRequest request) {
    this.request = request;
    this.action = request.action().toLowerCase(Locale.ROOT);
    this.resource = ArnComponents.of(request.resource());
  }

  AccessRequest request() {
    return request;
  }

  Principal principal() {
    return request.principal();
  }

  /** The action, lower-case. */
  String action() {
    return action;
  }

  ArnComponents resource() {
    return resource;
  }

  /**
   * The values of a condition key; null if the request has none.
   *
   * @param key lower-case
   */
  @Nullable List<String> values(String key) {
    List<String> values =
        switch (key) {
          case "aws:principalarn" -> one(principalArn());
          case "aws:principalaccount" -> one(principalAccount());
          case "aws:principaltype" -> one(principalType());
          case "aws:userid" -> one(userId());
          case "aws:username" ->
              one(principal() instanceof Principal.User user ? user.name() : null);
          case "aws:principalisawsservice" ->
              one(String.valueOf(principal() instanceof Principal.Service));
          case "aws:principalservicename", "aws:principalservicenameslist" -> one(serviceName());
          case "lambda:sourcefunctionarn" -> one(sourceFunctionArn());
          default -> given(key);
        };
    return values == null || values.isEmpty() ? null : values;
  }

  private @Nullable List<String> given(String key) {
    List<String> values = request.context().get(key);
    if (values != null) {
      return values;
    }
    return switch (key) {
      case "aws:resourceaccount" -> one(request.resourceAccount());
      case "aws:sourceaccount" ->
          one(principal() instanceof Principal.Service service ? service.accountId() : null);
      case "aws:viaawsservice" -> one("false");
      default -> null;
    };
  }

  private @Nullable String principalArn() {
    return switch (principal()) {
      case Principal.RoleSession session -> session.roleArn();
      case Principal.User user -> user.arn();
      case Principal.Root root -> root.arn();
      case Principal.Service service -> null;
      case Principal.Anonymous anonymous -> null;
    };
  }

  private @Nullable String principalAccount() {
    return principal() instanceof Principal.Service ? null : principal().accountId();
  }

  private @Nullable String principalType() {
    return switch (principal()) {
      case Principal.RoleSession session -> "AssumedRole";
      case Principal.User user -> "User";
      case Principal.Root root -> "Account";
      case Principal.Service service -> null;
      case Principal.Anonymous anonymous -> "Anonymous";
    };
  }

  private @Nullable String userId() {
    return switch (principal()) {
      case Principal.RoleSession session -> session.roleId() + ":" + session.sessionName();
      case Principal.User user -> user.id();
      case Principal.Root root -> root.accountId();
      case Principal.Service service -> null;
      case Principal.Anonymous anonymous -> "anonymous";
    };
  }

  private @Nullable String serviceName() {
    return principal() instanceof Principal.Service service ? service.name() : null;
  }

  private @Nullable String sourceFunctionArn() {
    return principal() instanceof Principal.RoleSession session
        ? session.sourceFunctionArn()
        : null;
  }

  private static @Nullable List<String> one(@Nullable String value) {
    return value == null ? null : List.of(value);
  }
}
