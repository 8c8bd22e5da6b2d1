package dev.triggerfish.invoker.role;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.policy.Principal;
import java.time.Instant;

/**
 * Temporary credentials of an execution role.
 *
 * @param accessKeyId begins with {@code ASIA}
 * @param secretAccessKey secret
 * @param sessionToken secret
 * @param expiresAt when they end
 * @param roleId begins with {@code AROA}; with the session's name it makes the principal's id
 * @param sessionName of the assumed role
 */
public record RoleCredentials(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Instant expiresAt,
    String roleId,
    String sessionName) {

  /** The session as policies know it. */
  public Principal.RoleSession principal(ExecutionRole role) {
    var arn = Arn.parse(role.roleArn());
    var resource = arn == null ? role.roleArn() : arn.resource();
    return new Principal.RoleSession(
        arn == null ? role.accountId() : arn.accountId(),
        role.roleArn(),
        roleId,
        resource.substring(resource.lastIndexOf('/') + 1),
        sessionName,
        null,
        role.functionArn());
  }

  /** Without the secrets, so that a log line cannot give them away. */
  @Override
  public String toString() {
    return "RoleCredentials[accessKeyId="
        + accessKeyId
        + ", expiresAt="
        + expiresAt
        + ", roleId="
        + roleId
        + ", sessionName="
        + sessionName
        + "]";
  }
}
