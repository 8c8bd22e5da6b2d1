package dev.triggerfish.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A page on a web server of its own, in a real browser without a window. */
final class Browser {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final Path folder;
  private final Map<String, String> told = new ConcurrentHashMap<>();

  Browser(Path folder) {
    this.folder = folder;
  }

  static boolean installed() {
    return Files.isExecutable(CHROMIUM);
  }

  /**
   * Runs a page's script, in which {@code tell(name, promise)} hands over how a fetch went: its
   * status and text, or {@code blocked}. Returns when the page has told all the names.
   */
  Map<String, String> run(String script, String... names) throws IOException, InterruptedException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> serve(exchange, script));
    server.start();
    var chromium = open("http://localhost:" + server.getAddress().getPort() + "/");
    try {
      Awaitility.await("the page's word on " + List.of(names))
          .atMost(Duration.ofSeconds(60))
          .until(() -> told.keySet().containsAll(List.of(names)));
      return told;
    } finally {
      chromium.descendants().forEach(ProcessHandle::destroyForcibly);
      chromium.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      server.stop(0);
    }
  }

  private void serve(HttpExchange exchange, String script) throws IOException {
    var name = exchange.getRequestURI().getPath().substring(1);
    if (exchange.getRequestMethod().equals("POST")) {
      told.put(name, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }
    var page =
        """
        <!DOCTYPE html><script>
        async function tell(name, answer) {
          let text;
          try { const r = await answer; text = r.status + ' ' + await r.text(); }
          catch (e) { text = 'blocked'; }
          await fetch('/' + name, {method: 'POST', body: text});
        }
        %s
        </script>
        """
            .formatted(script)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  private Process open(String page) throws IOException {
    return new ProcessBuilder(
            CHROMIUM.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder.resolve("profile"),
            page)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("chromium.log").toFile())
        .start();
  }
}
