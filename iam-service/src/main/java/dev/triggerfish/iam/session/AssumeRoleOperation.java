package dev.triggerfish.iam.session;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.iam.role.Role;
import dev.triggerfish.iam.role.RoleStore;
import dev.triggerfish.policy.Principal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Temporary credentials of a role. */
final class AssumeRoleOperation implements OperationGroup {

  private static final int DEFAULT_SECONDS = 3_600;
  private static final int CHAINED_SECONDS = 3_600;

  private final RoleStore roles;
  private final SessionTokens tokens;
  private final PlatformClock clock;

  AssumeRoleOperation(RoleStore roles, SessionTokens tokens, PlatformClock clock) {
    this.roles = roles;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AWS</a>.
   */
  @AwsOperation(
      action = "sts:AssumeRole",
      resource = "{RoleArn}",
      acts = {"RoleArn", "RoleSessionName", "DurationSeconds", "Policy", "ExternalId"},
      refused = {
        "PolicyArns",
        "Tags",
        "TransitiveTagKeys",
        "SerialNumber",
        "TokenCode",
        "SourceIdentity",
        "ProvidedContexts"
      })
  AssumeRoleResponse assumeRole(AssumeRoleRequest request, Caller caller) {
    if (caller.principal() instanceof Principal.Root) {
      throw AwsErrors.of("AccessDenied", 403, "Roles may not be assumed by root accounts.");
    }
    var role = roles.byArn(request.roleArn()).orElseThrow(() -> notAuthorized(request, caller));
    var seconds = Objects.requireNonNullElse(request.durationSeconds(), DEFAULT_SECONDS);
    requireDuration(seconds, role, caller);
    var packedSize = request.policy() == null ? null : SessionPolicy.packedSize(request.policy());
    var session = session(role, request, caller);
    return AssumeRoleResponse.builder()
        .credentials(credentials(session, Duration.ofSeconds(seconds)))
        .assumedRoleUser(
            AssumedRoleUser.builder()
                .assumedRoleId(session.roleId() + ":" + session.sessionName())
                .arn(session.arn())
                .build())
        .packedPolicySize(packedSize)
        .build();
  }

  /** The role went between the decision and now, or enforcement is off: the same answer. */
  private static RuntimeException notAuthorized(AssumeRoleRequest request, Caller caller) {
    return AwsErrors.of(
        "AccessDenied",
        403,
        "User: "
            + caller.principal().arn()
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + request.roleArn());
  }

  /** Services are not bound by the role's setting, as Lambda is not. */
  private static void requireDuration(int seconds, Role role, Caller caller) {
    switch (caller.principal()) {
      case Principal.Service _ -> {}
      case Principal.RoleSession _ when seconds > CHAINED_SECONDS ->
          throw IamErrors.validation(
              "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
                  + " role chaining.");
      case Principal.RoleSession _, Principal.User _, Principal.Root _, Principal.Anonymous _ -> {
        if (seconds > role.maxSessionSeconds()) {
          throw IamErrors.validation(
              "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
      }
    }
  }

  private static Principal.RoleSession session(
      Role role, AssumeRoleRequest request, Caller caller) {
    var principal = role.principal();
    var byLambda =
        caller.principal() instanceof Principal.Service service
            && service.name().equals("lambda.amazonaws.com");
    return new Principal.RoleSession(
        principal.accountId(),
        principal.arn(),
        principal.id(),
        principal.name(),
        request.roleSessionName(),
        request.policy(),
        byLambda ? caller.sourceArn() : null);
  }

  private Credentials credentials(Principal.RoleSession session, Duration duration) {
    var accessKeyId = UniqueIds.accessKey("ASIA", session.accountId());
    var secret = UniqueIds.secret();
    var expiresAt = clock.now().plus(duration).truncatedTo(ChronoUnit.SECONDS);
    return Credentials.builder()
        .accessKeyId(accessKeyId)
        .secretAccessKey(secret)
        .sessionToken(tokens.seal(accessKeyId, new SessionToken(session, secret, expiresAt)))
        .expiration(expiresAt)
        .build();
  }
}
