package dev.triggerfish.aws.identity;

import dev.triggerfish.aws.identity.RemoteIdentityAuthority.UnreachableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes a refusal final: nobody is refused before the replica knows all that iam-service had
 * written when the request came.
 */
public final class IdentityCatchUp {

  private static final Logger log = LoggerFactory.getLogger(IdentityCatchUp.class);

  private final IdentityReplica replica;
  private final IdentityAuthority authority;
  private final Duration atMost;

  /**
   * @param atMost how long a refusal waits; then it stands
   */
  public IdentityCatchUp(IdentityReplica replica, IdentityAuthority authority, Duration atMost) {
    this.replica = replica;
    this.authority = authority;
    this.atMost = atMost;
  }

  /**
   * Waits for the replica.
   *
   * @return whether it is worth looking again; false where the replica did not catch up in time, or
   *     iam-service cannot be asked: then the refusal stands
   */
  public boolean await() {
    try {
      return replica.awaitPosition(authority.position(), atMost);
    } catch (UnreachableException e) {
      log.warn("A refusal is final although iam-service may know more: {}", e.getMessage());
      return false;
    }
  }
}
