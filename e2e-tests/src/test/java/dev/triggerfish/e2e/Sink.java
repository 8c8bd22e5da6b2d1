package dev.triggerfish.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Hears what functions tell it, beyond the reach of whoever kills the platform. */
final class Sink implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  /** Counts what it is told. */
  Sink() {
    this(_ -> {});
  }

  /** Hands on what it is told, before whoever tells it goes on. */
  Sink(Consumer<String> listener) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var id = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          counts.merge(id, 1, Integer::sum);
          listener.accept(id);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** How often each id was told. */
  Map<String, Integer> counts() {
    return counts;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
