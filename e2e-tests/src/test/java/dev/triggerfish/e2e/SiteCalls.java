package dev.triggerfish.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls with any host and any path, as they are: clients set the one and tidy up the other. */
final class SiteCalls {

  private static final int TIMEOUT_MILLIS = 60_000;

  private final int port;

  SiteCalls(URI endpoint) {
    port = endpoint.getPort();
  }

  /** What came back; names of headers in lower case. */
  record Reply(int status, Map<String, String> headers, String body) {

    /** Of a connection that was closed behind it. */
    static Reply parse(String text) {
      var end = text.indexOf("\r\n\r\n");
      var lines = text.substring(0, end).split("\r\n", -1);
      var headers = new LinkedHashMap<String, String>();
      for (var line : Arrays.asList(lines).subList(1, lines.length)) {
        var colon = line.indexOf(':');
        headers.merge(
            line.substring(0, colon).toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip(),
            (one, other) -> one + "," + other);
      }
      return new Reply(
          Integer.parseInt(lines[0].split(" ", -1)[1]), headers, text.substring(end + 4));
    }
  }

  Reply get(@Nullable String host, String target) {
    return send("GET", host, target, Map.of(), "");
  }

  /**
   * Sends a request on a connection of its own.
   *
   * @param host without the port; null for {@code localhost}
   * @param target as it goes into the request line
   * @param body text; none if empty
   */
  Reply send(
      String method,
      @Nullable String host,
      String target,
      Map<String, String> headers,
      String body) {
    var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    request.append("Host: ").append(host == null ? "localhost" : host).append(":" + port + "\r\n");
    request.append("Connection: close\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    if (!body.isEmpty()) {
      request.append("Content-Type: text/plain\r\n");
      request.append("Content-Length: " + body.length() + "\r\n");
    }
    request.append("\r\n").append(body);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      return Reply.parse(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
