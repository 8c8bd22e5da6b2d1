package dev.triggerfish.iam.policy;

import dev.triggerfish.aws.arn.Arn;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A managed policy.
 *
 * @param id unique, {@code ANPA…}
 * @param accountId the owner's 12 digits, or {@code aws}
 * @param name 1 to 128 characters
 * @param path begins and ends with a slash
 * @param description up to 1,000 characters
 * @param tags in the order in which they were set
 * @param createdAt platform time, to the second
 * @param updatedAt when the newest version was made
 * @param defaultVersion the version in force
 * @param lastVersion the newest version that there has been; numbers are not used again
 */
public record ManagedPolicy(
    String id,
    String accountId,
    String name,
    String path,
    @Nullable String description,
    Map<String, String> tags,
    Instant createdAt,
    Instant updatedAt,
    int defaultVersion,
    int lastVersion) {

  /** Owner of the policies that AWS provides. */
  static final String AWS = "aws";

  /** The ARN, with the path. */
  public String arn() {
    return Arn.of("iam", "", accountId, "policy" + path + name).toString();
  }
}
