package dev.triggerfish.benchmarks;

import dev.triggerfish.benchmarks.bare.BareServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bare server in a JVM of its own, with environments of one function. */
final class Bare implements AutoCloseable {

  private final Process server;
  private final int port;
  private final List<Process> environments = new ArrayList<>();

  /** Starts the server with the flags that the product has, and as many environments as clients. */
  Bare(EnvironmentCopy environment, Path folder, List<String> flags) throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.addAll(List.of(BareServer.class.getName(), folder.resolve("tomcat").toString()));
    server = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    port = Integer.parseInt(firstLine());
    for (var i = 0; i < 8; i++) {
      environments.add(environment.start(port));
    }
  }

  private String firstLine() throws IOException {
    var line = new BufferedReader(server.inputReader(StandardCharsets.UTF_8)).readLine();
    if (line == null) {
      throw new IOException("The bare server did not start");
    }
    return line;
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    environments.forEach(Process::destroyForcibly);
    server.destroyForcibly();
  }
}
