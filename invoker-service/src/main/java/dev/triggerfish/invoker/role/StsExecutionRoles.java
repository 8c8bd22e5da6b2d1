package dev.triggerfish.invoker.role;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Execution roles by STS's {@code AssumeRole}, spoken as {@code lambda.amazonaws.com}. */
final class StsExecutionRoles implements ExecutionRoles {

  private static final Duration TRIAL = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(12);

  /** Every role allows this much: the least {@code MaxSessionDuration}. */
  private static final Duration ALWAYS_ALLOWED = Duration.ofHours(1);

  private static final Set<String> DENIALS = Set.of("AccessDenied", "AccessDeniedException");

  private final AwsClients clients;

  StsExecutionRoles(AwsClients clients) {
    this.clients = clients;
  }

  @Override
  public void requireAssumable(ExecutionRole role) {
    try {
      assume(role, TRIAL);
    } catch (AwsServiceException e) {
      if (!DENIALS.contains(code(e))) {
        throw e;
      }
      throw InvalidParameterValueException.builder()
          .type("User")
          .message("The role defined for the function cannot be assumed by Lambda.")
          .cause(e)
          .build();
    }
  }

  @Override
  public RoleCredentials credentials(ExecutionRole role) {
    var answer = assumeForLong(role);
    var credentials = answer.credentials();
    var roleId = answer.assumedRoleUser().assumedRoleId().split(":", 2)[0];
    return new RoleCredentials(
        credentials.accessKeyId(),
        credentials.secretAccessKey(),
        credentials.sessionToken(),
        credentials.expiration(),
        roleId,
        role.sessionName());
  }

  private AssumeRoleResponse assumeForLong(ExecutionRole role) {
    try {
      return assume(role, LONGEST);
    } catch (AwsServiceException e) {
      if (!"ValidationError".equals(code(e))) {
        throw e;
      }
      return assume(role, ALWAYS_ALLOWED);
    }
  }

  private AssumeRoleResponse assume(ExecutionRole role, Duration duration) {
    var identity =
        new ServiceIdentity(
            "lambda.amazonaws.com", role.accountId(), role.region(), role.functionArn());
    return clients
        .client(StsClient.class, identity)
        .assumeRole(
            request ->
                request
                    .roleArn(role.roleArn())
                    .roleSessionName(role.sessionName())
                    .durationSeconds((int) duration.toSeconds()));
  }

  private static @Nullable String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
  }
}
