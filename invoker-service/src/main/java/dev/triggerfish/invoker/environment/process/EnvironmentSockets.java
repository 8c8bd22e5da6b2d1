package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.aws.web.EnvironmentConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out from Linux whether a connection is a function's, by the socket at its far end: by the
 * control group in which the socket was made where each environment is confined to a group of its
 * own, else by the process that has it open. While environments run, a connection whose owner
 * cannot be found is a function's. On other systems no connection is.
 */
final class EnvironmentSockets implements EnvironmentConnections {

  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentSockets.class);
  private static final Path PROC = Path.of("/proc");
  private static final long ROOT = 0;

  private final SandboxProcesses sandboxes;
  private final boolean linux = Files.isReadable(PROC.resolve("net/tcp"));
  private final long me = linux ? ownUser() : ROOT;
  private final SocketOwners owners = new SocketOwners(PROC);
  private volatile @Nullable PeerSockets sockets;

  /** What is asked about at this moment; one look at the processes serves all who wait for it. */
  private final Set<Long> asked = ConcurrentHashMap.newKeySet();

  private final SharedScan<Map<Long, Long>> scans =
      new SharedScan<>(() -> owners.find(Set.copyOf(asked)));

  EnvironmentSockets(SandboxProcesses sandboxes) {
    this.sandboxes = sandboxes;
  }

  private static long ownUser() {
    try {
      return (Integer) Files.getAttribute(PROC.resolve("self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException("Linux does not say whose process this is", e);
    }
  }

  @Override
  public boolean comesFromEnvironment(InetSocketAddress remote, InetSocketAddress local) {
    if (!linux || sandboxes.isEmpty() || !ofThisMachine(remote.getAddress())) {
      return false;
    }
    try {
      var socket = sockets().find(remote, local);
      var theirs = socket == null ? null : ofEnvironment(socket);
      if (theirs != null) {
        return theirs;
      }
      LOG.info("Nobody is found to have the connection from {}: taken for a function's", remote);
    } catch (IOException e) {
      LOG.warn(
          "Whose the connection from {} is cannot be asked: taken for a function's", remote, e);
    }
    return true;
  }

  /** Whether a function has a socket; null if that cannot be known. */
  private @Nullable Boolean ofEnvironment(PeerSocket socket) throws IOException {
    var group = socket.group();
    if (group != null && sandboxes.haveGroup(group)) {
      return true;
    }
    if (!socket.hasOwner()) {
      return null;
    }
    if (group != null && sandboxes.areAllConfined()) {
      return false;
    }
    if (me != ROOT && socket.uid() != me) {
      // Environments are the platform's user, and cannot become another one unless that is root.
      return false;
    }
    var owner = socket.inode() == 0 ? null : owner(socket.inode());
    return owner == null ? null : sandboxes.include(owner);
  }

  private @Nullable Long owner(long inode) {
    asked.add(inode);
    try {
      return scans.get().get(inode);
    } finally {
      asked.remove(inode);
    }
  }

  /** Environments share the platform's network: from elsewhere comes nothing of theirs. */
  private static boolean ofThisMachine(InetAddress address) {
    try {
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      LOG.warn("The addresses of this machine cannot be read", e);
      return true;
    }
  }

  /** Chosen when first needed: most of the time for that is taken by loading classes. */
  private PeerSockets sockets() {
    var chosen = sockets;
    if (chosen == null) {
      var diagnostics = new SocketDiagnostics();
      chosen = diagnostics.work() ? diagnostics : new SocketTable(PROC);
      sockets = chosen;
    }
    return chosen;
  }
}
