package dev.triggerfish.invoker.environment.process;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The TCP connections of this machine as Linux tells of them in {@code /proc/net/tcp} and {@code
 * tcp6}.
 *
 * @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">The columns</a>
 */
final class SocketTable {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** What comes before an IPv4 address among IPv6 ones, {@code ::ffff:}. */
  private static final String MAPPED = "0".repeat(16) + word(new byte[] {0, 0, -1, -1}, 0);

  private SocketTable() {}

  /**
   * Inodes of the sockets that are connected to some ports, by their {@link #ends}.
   *
   * @param ports of the other ends
   */
  static Map<String, Long> inodes(Path proc, Set<Integer> ports) throws IOException {
    var inodes = new HashMap<String, Long>();
    addAll(proc.resolve("net/tcp"), ports, inodes);
    var six = proc.resolve("net/tcp6");
    if (Files.exists(six)) {
      addAll(six, ports, inodes);
    }
    return inodes;
  }

  /**
   * A socket as the table names it: its own address and port, and the port of the other end.
   *
   * @param address of this end, as digits
   */
  static String ends(String address, int port, int otherPort) {
    var bytes = InetAddress.ofLiteral(address).getAddress();
    var words = new StringBuilder();
    for (var at = 0; at < bytes.length; at += 4) {
      words.append(word(bytes, at));
    }
    return words + ":" + HEX.toHexDigits((short) port) + ">" + HEX.toHexDigits((short) otherPort);
  }

  private static void addAll(Path table, Set<Integer> ports, Map<String, Long> inodes)
      throws IOException {
    try (var lines = Files.lines(table, StandardCharsets.ISO_8859_1)) {
      lines.skip(1).forEach(line -> add(line, ports, inodes));
    }
  }

  private static void add(String line, Set<Integer> ports, Map<String, Long> inodes) {
    var columns = new StringTokenizer(line);
    columns.nextToken();
    var own = columns.nextToken();
    var other = columns.nextToken();
    var otherPort = other.substring(other.indexOf(':') + 1);
    if (!ports.contains(HexFormat.fromHexDigits(otherPort))) {
      return;
    }
    for (var skipped = 3; skipped < 9; skipped++) {
      columns.nextToken();
    }
    var address = own.startsWith(MAPPED) ? own.substring(MAPPED.length()) : own;
    var inode = Long.parseLong(columns.nextToken());
    if (inode != 0) {
      // Without one, a connection has been closed and nobody has it any more.
      inodes.put(address + ">" + otherPort, inode);
    }
  }

  /** Addresses are printed word by word as the machine stores them. */
  private static String word(byte[] bytes, int at) {
    return HEX.toHexDigits(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(at));
  }
}
