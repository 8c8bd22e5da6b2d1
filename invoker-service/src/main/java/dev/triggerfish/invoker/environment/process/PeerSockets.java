package dev.triggerfish.invoker.environment.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Finds a socket of this machine by the two ends of its connection. */
@FunctionalInterface
interface PeerSockets {

  /**
   * The socket of one end.
   *
   * @param own the address and port of this end
   * @param other the address and port that it is connected to
   * @return null if there is no such socket
   * @throws IOException if the system does not tell
   */
  @Nullable PeerSocket find(InetSocketAddress own, InetSocketAddress other) throws IOException;
}
