package dev.triggerfish.iam.principal;

import dev.triggerfish.aws.arn.Arn;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users and roles have in common.
 *
 * @param id unique, {@code AIDA…} or {@code AROA…}, never used again
 * @param kind user or role
 * @param accountId 12 digits
 * @param name 1 to 64 characters
 * @param path begins and ends with a slash
 * @param createdAt platform time, to the second
 * @param tags in the order in which they were set
 * @param permissionsBoundary ARN of a managed policy
 */
public record IamPrincipal(
    String id,
    PrincipalKind kind,
    String accountId,
    String name,
    String path,
    Instant createdAt,
    Map<String, String> tags,
    @Nullable String permissionsBoundary) {

  /** The ARN, with the path. */
  public String arn() {
    return arn(kind, accountId, path, name);
  }

  /** The ARN of a user or role, whether it exists or not. */
  public static String arn(PrincipalKind kind, String accountId, String path, String name) {
    return Arn.of("iam", "", accountId, kind.noun() + path + name).toString();
  }
}
