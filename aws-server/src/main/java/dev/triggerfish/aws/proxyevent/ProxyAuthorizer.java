package dev.triggerfish.aws.proxyevent;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.signature.RequestSignature;
import dev.triggerfish.policy.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The authorizer's findings about the caller: {@code requestContext.authorizer}. */
public sealed interface ProxyAuthorizer {

  /**
   * A caller who signed.
   *
   * @param accessKey key id
   * @param accountId 12 digits
   * @param callerId {@code userId} again
   * @param userArn the principal's ARN
   * @param userId unique id, a session's with its name
   */
  record Iam(String accessKey, String accountId, String callerId, String userArn, String userId)
      implements ProxyAuthorizer {

    /** The event's member for a caller who has been let in. */
    public static Iam of(Caller caller, RequestSignature signature) {
      var id =
          switch (caller.principal()) {
            case Principal.User user -> user.id();
            case Principal.RoleSession session -> session.roleId() + ":" + session.sessionName();
            case Principal.Root root -> root.accountId();
            case Principal.Service service -> service.name();
            case Principal.Anonymous _ -> "anonymous";
          };
      return new Iam(
          signature.scope().accessKeyId(), caller.accountId(), id, caller.principal().arn(), id);
    }
  }

  /**
   * A caller with a token.
   *
   * @param claims as text
   * @param scopes that the route asks for; null if it asks for none
   */
  record Jwt(Map<String, String> claims, @Nullable List<String> scopes)
      implements ProxyAuthorizer {}

  /**
   * A caller whom a function let pass.
   *
   * @param context what the function answered; null or JSON's null if nothing
   */
  record Lambda(@Nullable JsonNode context) implements ProxyAuthorizer {}
}
