package dev.triggerfish.aws.pipeline;

import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.http.AwsHttpRequest;
import dev.triggerfish.aws.identity.ForwardedPrincipal;
import dev.triggerfish.aws.signature.RequestSignature;
import dev.triggerfish.policy.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Requests that a service makes as somebody who has asked something of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html">
 *     Forward access sessions</a>
 */
final class ForwardAccess {

  private static final String SIGNED = ServiceHeaders.FORWARDED_PRINCIPAL.toLowerCase(Locale.ROOT);

  private ForwardAccess() {}

  /**
   * As whom a service calls; null if it calls as itself. Whoever may forward nothing is not asked.
   * One who may, but not here, or does not say it properly, is refused: with its own rights it
   * might do what its caller may not.
   *
   * @param service who has signed the request
   */
  static @Nullable Principal principal(
      Principal.Service service, AwsHttpRequest request, RequestSignature signature) {
    var header = request.header(ServiceHeaders.FORWARDED_PRINCIPAL);
    var forwardsTo = PlatformService.forwardsTo(service.name());
    if (header == null || forwardsTo.isEmpty()) {
      return null;
    }
    var asked = ServiceRouter.service(request, signature);
    var believed =
        asked != null && forwardsTo.contains(asked) && signature.signedHeaders().contains(SIGNED);
    return switch (believed ? ForwardedPrincipal.decode(header) : null) {
      case Principal.User user -> user;
      case Principal.RoleSession session -> session;
      case Principal.Root root -> root;
      case Principal.Service _, Principal.Anonymous _ -> throw refused();
      case null -> throw refused();
    };
  }

  private static RuntimeException refused() {
    return AwsErrors.of(
        "AccessDeniedException",
        403,
        "The header "
            + ServiceHeaders.FORWARDED_PRINCIPAL
            + " must be signed, meant for a service to which its sender may forward, and name a user,"
            + " a role's session or a root user");
  }
}
