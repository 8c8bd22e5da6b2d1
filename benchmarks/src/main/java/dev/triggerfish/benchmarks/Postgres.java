package dev.triggerfish.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** PostgreSQL as Debian installs it and as it is set by default, for one run. */
final class Postgres implements AutoCloseable {

  private static final String USER = "bench";

  /** Ends when standard input does, which is when this process has ended at the latest. */
  private static final String SCRIPT =
      """
      set -e
      bin=$1 port=$2
      home=$(mktemp -d -t triggerfish-benchmark.XXXXXX)
      trap 'rm -rf "$home"' EXIT
      printf bench > "$home/password"
      "$bin/initdb" -D "$home/data" -U bench -A password --pwfile "$home/password" -E UTF8 > "$home/log" 2>&1
      "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w start > /dev/null -o "-p $port \\
        -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"
      echo ready
      cat > /dev/null || true
      "$bin/pg_ctl" -D "$home/data" -m immediate stop > /dev/null
      """;

  private final Process server;
  private final String url;

  /** Starts one of the programs of a folder. */
  Postgres(Path programs) throws IOException {
    var port = freePort();
    url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root.
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.addAll(
        List.of("sh", "-c", SCRIPT, "postgres", programs.toString(), Integer.toString(port)));
    server = new ProcessBuilder(command).directory(Path.of("/").toFile()).start();
    var said = new BufferedReader(server.inputReader(StandardCharsets.UTF_8)).readLine();
    if (!"ready".equals(said)) {
      throw new IOException("PostgreSQL did not start");
    }
  }

  /** The programs of the newest that is installed, if any is. */
  static Optional<Path> find() throws IOException {
    var versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (var folders = Files.list(versions)) {
      return folders
          .map(folder -> folder.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  /** Options of {@code ./triggerfish start}. */
  List<String> options() {
    return List.of(
        "-D", "triggerfish.storage.database-url=" + url,
        "-D", "triggerfish.storage.database-user=" + USER,
        "-D", "triggerfish.storage.database-password=" + USER);
  }

  /** Its URL, user and password included. */
  String url() {
    return url + "?user=" + USER + "&password=" + USER;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    server.getOutputStream().close();
    server.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
