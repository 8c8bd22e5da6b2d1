package dev.triggerfish.invoker.environment.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Asks Linux's socket diagnostics, which find one connection in its hash table in microseconds.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sock_diag.7.html">sock_diag(7)</a>
 */
@SuppressWarnings("restricted") // The platform is started with --enable-native-access.
final class SocketDiagnostics implements PeerSockets {

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int MSG_DONTWAIT = 0x40;
  private static final short SOCK_DIAG_BY_FAMILY = 20;
  private static final short NLM_F_REQUEST = 1;
  private static final short NLMSG_ERROR = 2;
  private static final byte IPPROTO_TCP = 6;
  private static final byte TCP_LISTEN = 10;
  private static final int ENOENT = 2;
  private static final int INET_DIAG_CGROUP_ID = 21;

  /** The root of all control groups of version 2. */
  private static final long ROOT_GROUP = 1;

  /** Linux before 5.15 names the root for all sockets once net_cls or net_prio are in use. */
  private static final boolean ROOT_GROUP_IS_SURE = namesGroups(System.getProperty("os.version"));

  private static final int REQUEST_BYTES = 72;
  private static final int REPLY_BYTES = 4096;

  /** Where things are in a reply: after its header comes struct inet_diag_msg, then attributes. */
  private static final int REPLY_STATE = 17;

  private static final int REPLY_OTHER_PORT = 22;
  private static final int REPLY_UID = 80;
  private static final int REPLY_ATTRIBUTES = 88;

  private final MethodHandle socket = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private final MethodHandle send =
      handle("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private final MethodHandle receive =
      handle("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private final MethodHandle close = handle("close", JAVA_INT, JAVA_INT);

  private static MethodHandle handle(String name, MemoryLayout result, MemoryLayout... arguments) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /** Whether they find a connection here that is there for certain: not every kernel has them. */
  boolean work() {
    var here = InetAddress.getLoopbackAddress();
    try (var server = new ServerSocket(0, 1, here);
        var client = new Socket(here, server.getLocalPort())) {
      var found =
          find(
              new InetSocketAddress(here, client.getLocalPort()),
              new InetSocketAddress(here, server.getLocalPort()));
      return found != null && found.inode() != 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public @Nullable PeerSocket find(InetSocketAddress own, InetSocketAddress other)
      throws IOException {
    if (own.getAddress().getClass() != other.getAddress().getClass()) {
      return null;
    }
    try (var arena = Arena.ofConfined()) {
      var request = arena.allocate(REQUEST_BYTES);
      write(request.asByteBuffer().order(ByteOrder.nativeOrder()), own, other);
      var reply = arena.allocate(REPLY_BYTES);
      var length = exchange(request, reply);
      return read(reply.asByteBuffer().order(ByteOrder.nativeOrder()), length, other.getPort());
    }
  }

  private long exchange(MemorySegment request, MemorySegment reply) throws IOException {
    try {
      var descriptor = (int) socket.invokeExact(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG);
      if (descriptor < 0) {
        throw new IOException("Linux gives no netlink socket for socket diagnostics");
      }
      try {
        var sent = (long) send.invokeExact(descriptor, request, request.byteSize(), 0);
        // The kernel has answered by the time that it has taken the question.
        var length = (long) receive.invokeExact(descriptor, reply, reply.byteSize(), MSG_DONTWAIT);
        if (sent != request.byteSize() || length < REPLY_STATE) {
          throw new IOException("Linux's socket diagnostics do not answer");
        }
        return length;
      } finally {
        var _ = (int) close.invokeExact(descriptor);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(ByteBuffer to, InetSocketAddress own, InetSocketAddress other) {
    to.putInt(REQUEST_BYTES).putShort(SOCK_DIAG_BY_FAMILY).putShort(NLM_F_REQUEST);
    to.putInt(0).putInt(0);
    to.put((byte) (own.getAddress() instanceof Inet4Address ? AF_INET : AF_INET6));
    // No extensions are asked for: the control group comes with every answer.
    to.put(IPPROTO_TCP).put((byte) 0).put((byte) 0).putInt(-1);
    to.order(ByteOrder.BIG_ENDIAN).putShort((short) own.getPort());
    to.putShort((short) other.getPort()).order(ByteOrder.nativeOrder());
    putAddress(to, own.getAddress());
    putAddress(to, other.getAddress());
    to.putInt(own.getAddress() instanceof Inet6Address six ? six.getScopeId() : 0);
    // No cookie.
    to.putInt(-1).putInt(-1);
  }

  private static void putAddress(ByteBuffer to, InetAddress address) {
    var next = to.position() + 16;
    to.put(address.getAddress()).position(next);
  }

  private static @Nullable PeerSocket read(ByteBuffer from, long length, int otherPort)
      throws IOException {
    if (from.getShort(4) == NLMSG_ERROR) {
      var error = -from.getInt(16);
      if (error == ENOENT) {
        return null;
      }
      throw new IOException("Linux's socket diagnostics answer with error " + error);
    }
    if (length < REPLY_ATTRIBUTES) {
      throw new IOException("Linux's socket diagnostics answer with " + length + " bytes");
    }
    var port =
        Short.toUnsignedInt(
            from.duplicate().order(ByteOrder.BIG_ENDIAN).getShort(REPLY_OTHER_PORT));
    if (from.get(REPLY_STATE) == TCP_LISTEN || port != otherPort) {
      // In place of a connection that is gone the kernel names who listens at its port.
      return null;
    }
    var uid = Integer.toUnsignedLong(from.getInt(REPLY_UID));
    var inode = Integer.toUnsignedLong(from.getInt(REPLY_UID + 4));
    return new PeerSocket(uid, inode, group(from, length));
  }

  /** Whether a version of Linux names the group of each socket, whatever else is in use. */
  static boolean namesGroups(String version) {
    var numbers = version.split("\\D+", 3);
    try {
      var major = Integer.parseInt(numbers[0]);
      return major > 5 || (major == 5 && Integer.parseInt(numbers[1]) >= 15);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return false;
    }
  }

  private static @Nullable Long group(ByteBuffer from, long length) {
    var at = REPLY_ATTRIBUTES;
    while (at + 4 <= length) {
      var size = Short.toUnsignedInt(from.getShort(at));
      if (from.getShort(at + 2) == INET_DIAG_CGROUP_ID) {
        var id = from.getLong(at + 4);
        return id != ROOT_GROUP || ROOT_GROUP_IS_SURE ? id : null;
      }
      at += Math.max(4, (size + 3) & ~3);
    }
    return null;
  }
}
