package dev.triggerfish.invoker.environment.process;

import org.jspecify.annotations.Nullable;

/**
 * A socket of this machine, as the kernel describes it.
 *
 * @param uid of the user who made it, as this process sees user ids
 * @param inode by which processes refer to it; 0 when the last of them has closed it
 * @param group id of the control group (version 2) in which it was made, which it keeps for life;
 *     null if the kernel does not say
 */
record PeerSocket(long uid, long inode, @Nullable Long group) {

  /** Whether the kernel still knows whose it is: of a connection's last minute it keeps less. */
  boolean hasOwner() {
    return inode != 0 || group != null;
  }
}
