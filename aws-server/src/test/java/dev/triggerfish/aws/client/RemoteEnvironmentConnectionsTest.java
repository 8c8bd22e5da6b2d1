package dev.triggerfish.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteEnvironmentConnectionsTest {

  private static final InetSocketAddress SOME =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_242);

  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void believesTheInvoker(boolean theirs) throws IOException {
    assertThat(asks(answering(200, Boolean.toString(theirs)))).isEqualTo(theirs);
  }

  @Test
  void thereAreNoFunctionsWhereNoInvokerListens() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(asks(URI.create("http://127.0.0.1:" + free))).isFalse();
  }

  @Test
  void leavesTheQuestionOpenWhereTheInvokerCannotBeAsked() throws IOException {
    var failing = answering(500, "false");
    assertThatIllegalStateException().isThrownBy(() -> asks(failing));
    var unresolved = URI.create("http://invoker.invalid:4572");
    assertThatIllegalStateException().isThrownBy(() -> asks(unresolved));
  }

  private static boolean asks(URI invoker) {
    try (var connections = new RemoteEnvironmentConnections(invoker)) {
      return connections.comesFromEnvironment(SOME, SOME);
    }
  }

  private URI answering(int status, String text) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    servers.add(server);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
