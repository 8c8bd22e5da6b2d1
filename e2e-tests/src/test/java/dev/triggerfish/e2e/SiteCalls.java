package dev.triggerfish.e2e;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls to sites of one platform, which it tells apart by the host. */
final class SiteCalls {

  private final int port;

  SiteCalls(URI endpoint) {
    port = endpoint.getPort();
  }

  RawExchange get(@Nullable String host, String target) {
    return send("GET", host, target, Map.of(), "");
  }

  /**
   * Sends a request on a connection of its own.
   *
   * @param host without the port; null for {@code localhost}
   * @param target as it goes into the request line
   * @param body text; none if empty
   */
  RawExchange send(
      String method,
      @Nullable String host,
      String target,
      Map<String, String> headers,
      String body) {
    var all = new LinkedHashMap<String, String>();
    all.put("Host", (host == null ? "localhost" : host) + ":" + port);
    all.putAll(headers);
    if (!body.isEmpty()) {
      all.put("Content-Type", "text/plain");
    }
    return RawExchange.send(port, method, target, all, body.getBytes(StandardCharsets.UTF_8));
  }
}
