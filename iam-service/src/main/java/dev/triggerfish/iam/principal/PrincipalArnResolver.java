package dev.triggerfish.iam.principal;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.policy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Finds the ARNs of users, roles and policies. They contain the path, which a request has only when
 * it creates something.
 */
final class PrincipalArnResolver implements ResourceResolver {

  private final PrincipalStore principals;

  PrincipalArnResolver(PrincipalStore principals) {
    this.principals = principals;
  }

  @Override
  public String service() {
    return "iam";
  }

  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    return switch (template) {
      case "user/{UserName}" -> named(PrincipalKind.USER, "UserName", request, caller);
      case "role/{RoleName}" -> named(PrincipalKind.ROLE, "RoleName", request, caller);
      case "policy/{PolicyName}" ->
          Arn.of(
                  "iam",
                  "",
                  caller.accountId(),
                  "policy" + path(request) + member("PolicyName", request).orElse(""))
              .toString();
      default -> null;
    };
  }

  @Override
  public Map<String, List<String>> conditionKeys(SdkRequest request, Caller caller) {
    return member("PolicyArn", request)
        .map(arn -> Map.of("iam:policyarn", List.of(arn)))
        .orElse(Map.of());
  }

  private String named(PrincipalKind kind, String member, SdkRequest request, Caller caller) {
    var name = member(member, request);
    if (name.isEmpty()) {
      return callersOwn(caller);
    }
    var path =
        isCreation(request)
            ? path(request)
            : principals
                .find(caller.accountId(), kind, name.get())
                .map(IamPrincipal::path)
                .orElse("/");
    return IamPrincipal.arn(kind, caller.accountId(), path, name.get());
  }

  /** Operations whose user name may be left out then mean the caller. */
  private static String callersOwn(Caller caller) {
    return caller.principal() instanceof Principal.User user
        ? user.arn()
        : IamPrincipal.arn(PrincipalKind.USER, caller.accountId(), "/", "");
  }

  private static boolean isCreation(SdkRequest request) {
    return request.sdkFields().stream().anyMatch(field -> field.memberName().equals("Path"));
  }

  private static String path(SdkRequest request) {
    return member("Path", request).orElse("/");
  }

  private static Optional<String> member(String name, SdkRequest request) {
    return request.getValueForField(name, String.class);
  }
}
