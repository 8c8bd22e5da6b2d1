package dev.triggerfish.invoker.role;

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
