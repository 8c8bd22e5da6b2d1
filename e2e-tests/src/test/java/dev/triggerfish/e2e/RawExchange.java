package dev.triggerfish.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose target and host go over the wire as they are given, and its answer: HTTP clients
 * tidy paths, and names below localhost do not resolve everywhere.
 *
 * @param headers lines of the answer, after the status line
 */
public record RawExchange(int status, List<String> headers, byte[] body) {

  private static final int TIMEOUT_MILLIS = 60_000;

  /** Sends a request to a port of this machine. */
  public static RawExchange send(
      int port, String method, String target, Map<String, String> headers, byte[] body) {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (body.length > 0) {
      head.append("Content-Length: " + body.length + "\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      var out = new ByteArrayOutputStream();
      out.write(head.toString().getBytes(StandardCharsets.UTF_8));
      out.write(body);
      socket.getOutputStream().write(out.toByteArray());
      return read(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawExchange read(byte[] answer) {
    var text = new String(answer, StandardCharsets.ISO_8859_1);
    var end = text.indexOf("\r\n\r\n");
    var lines = new ArrayList<>(List.of(text.substring(0, end).split("\r\n", -1)));
    var status = Integer.parseInt(lines.removeFirst().split(" ", 3)[1]);
    return new RawExchange(
        status, lines, text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The first value of a header, or null. */
  public @Nullable String header(String name) {
    var values = all(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  /** All values of a header. */
  public List<String> all(String name) {
    var start = name.length() + 1;
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, start))
        .map(line -> line.substring(start).strip())
        .toList();
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
