package dev.triggerfish.aws.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection on which a test sends whatever bytes it likes. */
final class RawHttp implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends lines, each ended by CRLF, then an empty one, then the body. */
  Answer send(String body, String... lines) throws IOException {
    var head = String.join("\r\n", lines) + "\r\n\r\n";
    write(head + body);
    return read(lines[0].startsWith("HEAD "));
  }

  /** Waits until the server closes the connection, with nothing more to say. */
  boolean ends() throws IOException {
    return in.read() < 0;
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  Answer read(boolean head) throws IOException {
    var status = line();
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    var words = status.split(" ", 3);
    return new Answer(Integer.parseInt(words[1]), words[2], headers, head ? "" : body(headers));
  }

  /** The line of an answer before the answer, which has no headers here. */
  String interim() throws IOException {
    var status = line();
    if (!line().isEmpty()) {
      throw new IOException("There are headers behind " + status);
    }
    return status;
  }

  private String body(Map<String, String> headers) throws IOException {
    var out = new ByteArrayOutputStream();
    var length = headers.get("Content-Length");
    if (length != null) {
      out.write(in.readNBytes(Integer.parseInt(length)));
    } else if ("chunked".equals(headers.getOrDefault("Transfer-Encoding", ""))) {
      for (var size = chunk(); size > 0; size = chunk()) {
        out.write(in.readNBytes(size));
        line();
      }
      line();
    } else {
      out.write(in.readAllBytes());
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().toLowerCase(Locale.ROOT), 16);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("The connection ended after: " + line);
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  record Answer(int status, String reason, Map<String, String> headers, String body) {}
}
