package dev.triggerfish.iam.policy;

import java.time.Instant;

/**
 * A version of a managed policy.
 *
 * @param number from 1
 * @param document as it was given
 * @param createdAt platform time, to the second
 */
record PolicyVersion(int number, String document, Instant createdAt) {

  /** The version's ID as clients write it. */
  String id() {
    return "v" + number;
  }
}
