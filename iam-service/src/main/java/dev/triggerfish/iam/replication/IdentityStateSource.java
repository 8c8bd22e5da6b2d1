package dev.triggerfish.iam.replication;

import dev.triggerfish.contracts.IdentityRecord;
import java.util.stream.Stream;

/** Knows a part of the identity state, so that it can be published as a whole. */
public interface IdentityStateSource {

  /** All records of this part. */
  Stream<IdentityRecord> identityRecords();

  /** Whether this part comes with the program and is published at each start. */
  default boolean builtIn() {
    return false;
  }
}
