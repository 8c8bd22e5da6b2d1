package dev.triggerfish.iam.accesskey;

import java.time.Instant;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * An access key of a user, without its secret.
 *
 * @param id {@code AKIA…}
 * @param userId the user's unique id
 * @param status active or not
 * @param createdAt platform time, to the second
 */
public record StoredAccessKey(String id, String userId, StatusType status, Instant createdAt) {

  /** Whether it may be used. */
  public boolean active() {
    return status == StatusType.ACTIVE;
  }
}
