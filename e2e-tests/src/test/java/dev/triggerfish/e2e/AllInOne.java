package dev.triggerfish.e2e;

import dev.triggerfish.allinone.TriggerfishApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one process. */
final class AllInOne implements Platform {

  private final int port;
  private final JavaProcess process;

  private final Path data;

  private AllInOne(int port, JavaProcess process, Path data) {
    this.port = port;
    this.process = process;
    this.data = data;
  }

  static AllInOne start(Path folder, String... properties) {
    var port = JavaProcess.freePort();
    var arguments = new ArrayList<>(List.of(properties));
    arguments.add("--server.port=" + port);
    var data = folder.resolve("data");
    arguments.add("--triggerfish.storage.data-dir=" + data);
    arguments.add("--triggerfish.invoker.idle-timeout=10s");
    var process =
        JavaProcess.start(
            "all-in-one-" + port, TriggerfishApplication.class.getName(), folder, arguments);
    process.awaitLine("Triggerfish is ready.*");
    return new AllInOne(port, process, data);
  }

  @Override
  public URI endpoint() {
    return URI.create("http://localhost:" + port);
  }

  @Override
  public String adminToken() {
    return AdminTokens.in(data);
  }

  /** The process, to look into or to kill. */
  JavaProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
