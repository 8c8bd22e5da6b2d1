package dev.triggerfish.logs.loggroup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log group.
 *
 * @param id in the database; a group that was deleted and made anew has another one
 * @param accountId 12 digits
 * @param region of the group
 * @param name 1 to 512 characters
 * @param creationTime milliseconds since the epoch, platform time
 * @param retentionInDays after which events go, or null for never
 * @param kmsKeyId as given at creation; nothing is encrypted by it
 * @param tags as given at creation
 * @param storedBytes of the events in it
 */
public record LogGroup(
    long id,
    String accountId,
    String region,
    String name,
    long creationTime,
    @Nullable Integer retentionInDays,
    @Nullable String kmsKeyId,
    Map<String, String> tags,
    long storedBytes) {

  /** The ARN without the {@code :*} that policies need. */
  public String arn() {
    return LogArns.group(region, accountId, name);
  }
}
