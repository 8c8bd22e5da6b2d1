package dev.triggerfish.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * PostgreSQL as Debian installs it: started for this process on a free port of the loopback
 * interface, over a directory of its own, and stopped and removed when this process ends, however
 * it ends.
 */
final class InstalledPostgres {

  /**
   * Starts a server, says so, and stops it when standard input ends, which is when the process that
   * holds the other end does. The server's default collation is a language's, not "C": a statement
   * that relies on the default is found out. Nothing is synced, because nothing is kept.
   */
  private static final String SCRIPT =
      """
      set -e
      bin=$1 port=$2 password=$3
      home=$(mktemp -d -t triggerfish-postgres.XXXXXX)
      trap 'rm -rf "$home"' EXIT
      printf %s "$password" > "$home/password"
      "$bin/initdb" -D "$home/data" -U test -A password --pwfile "$home/password" --no-sync \\
        -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US > "$home/log" 2>&1 \\
        || { cat "$home/log"; exit 1; }
      "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w start > /dev/null -o "-p $port \\
        -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 \\
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal \\
        -c max_wal_senders=0 -c autovacuum=off" || { cat "$home/log"; exit 1; }
      echo ready
      cat > /dev/null || true
      "$bin/pg_ctl" -D "$home/data" -m immediate stop > /dev/null
      """;

  private final Path programs;

  private InstalledPostgres(Path programs) {
    this.programs = programs;
  }

  /** The newest that is installed. */
  static Optional<InstalledPostgres> find() {
    var versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (var folders = Files.list(versions)) {
      return folders
          .map(folder -> folder.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .map(InstalledPostgres::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a server.
   *
   * @return the JDBC URL of its database {@code postgres}
   */
  String start() {
    var port = freePort();
    var password = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root.
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.addAll(
        List.of(
            "sh", "-c", SCRIPT, "postgres", programs.toString(), Integer.toString(port), password));
    try {
      var process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .start();
      awaitReady(process.inputReader(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL cannot be started", e);
    }
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=test&password=" + password;
  }

  private static void awaitReady(BufferedReader output) throws IOException {
    var said = new StringBuilder();
    for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IOException("it says: " + said);
      }
      said.append(line).append('\n');
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
