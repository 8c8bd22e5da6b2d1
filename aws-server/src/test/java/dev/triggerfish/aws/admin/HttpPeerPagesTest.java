package dev.triggerfish.aws.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.triggerfish.aws.admin.PeerPages.Answer;
import dev.triggerfish.aws.admin.PeerPages.Unanswered;
import dev.triggerfish.aws.catalogue.PlatformService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpPeerPagesTest {

  private static final String PATH = "/_triggerfish/page";

  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void whoAnswersIsHeardAndWhoDoesNotIsNamed() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var pages =
            new HttpPeerPages(
                Map.of(
                    PlatformService.IAM, answering(200, "{\"text\":\"iam\"}"),
                    PlatformService.EVENT_BUS, answering(503, "{\"text\":\"down\"}"),
                    PlatformService.LOGS, answering(200, "<html>"),
                    PlatformService.INVOKER, answering(404, "{}"),
                    PlatformService.GATEWAY,
                        URI.create("http://127.0.0.1:" + silent.getLocalPort())))) {
      var gathered = pages.gather(PATH, Page.class);

      assertThat(gathered.answers())
          .containsExactly(
              new Answer<>("iam", new Page("iam")), new Answer<>("event-bus", new Page("down")));
      assertThat(gathered.unanswered())
          .containsExactly(
              new Unanswered("gateway", "it does not answer within 2 s"),
              new Unanswered("invoker", "it answers 404"),
              new Unanswered("logs", "its answer cannot be read"));
    }
  }

  @Test
  void whoIsAwayIsNamed() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (var pages =
        new HttpPeerPages(Map.of(PlatformService.LOGS, URI.create("http://127.0.0.1:" + free)))) {
      assertThat(pages.gather(PATH, Page.class).unanswered())
          .containsExactly(new Unanswered("logs", "it cannot be reached"));
      assertThat(pages.gather(PATH, Page.class, true).unanswered()).isEmpty();
    }
  }

  private URI answering(int status, String body) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        PATH,
        exchange -> {
          var own = "own=true".equals(exchange.getRequestURI().getQuery());
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(own ? status : 500, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  record Page(String text) {}
}
