package dev.triggerfish.invoker.environment.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connections of this machine as Linux lists them in {@code /proc/net/tcp} and {@code
 * tcp6}, for kernels without {@link SocketDiagnostics}.
 *
 * @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">The columns</a>
 */
final class SocketTable implements PeerSockets {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** What comes before an IPv4 address among IPv6 ones, {@code ::ffff:}. */
  private static final String MAPPED = "0".repeat(16) + word(new byte[] {0, 0, -1, -1}, 0);

  private static final int OWN = 1;
  private static final int OTHER = 2;
  private static final int UID = 7;
  private static final int INODE = 9;

  private final Path proc;

  SocketTable(Path proc) {
    this.proc = proc;
  }

  @Override
  public @Nullable PeerSocket find(InetSocketAddress own, InetSocketAddress other)
      throws IOException {
    var four = find(proc.resolve("net/tcp"), text(own), text(other));
    var six = proc.resolve("net/tcp6");
    return four != null || !Files.exists(six) ? four : find(six, text(own), text(other));
  }

  private static @Nullable PeerSocket find(Path table, String own, String other)
      throws IOException {
    try (var lines = Files.lines(table, StandardCharsets.ISO_8859_1)) {
      return lines
          .skip(1)
          .map(line -> line.strip().split("\\s+", INODE + 2))
          .filter(columns -> is(columns[OWN], own) && is(columns[OTHER], other))
          .map(
              columns ->
                  new PeerSocket(
                      Long.parseLong(columns[UID]), Long.parseLong(columns[INODE]), null))
          .findFirst()
          .orElse(null);
    }
  }

  private static boolean is(String column, String end) {
    return column.equals(end) || column.equals(MAPPED + end);
  }

  private static String text(InetSocketAddress end) {
    var bytes = end.getAddress().getAddress();
    var words = new StringBuilder();
    for (var at = 0; at < bytes.length; at += 4) {
      words.append(word(bytes, at));
    }
    return words + ":" + HEX.toHexDigits((short) end.getPort());
  }

  /** Addresses are printed word by word as the machine stores them. */
  private static String word(byte[] bytes, int at) {
    return HEX.toHexDigits(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(at));
  }
}
