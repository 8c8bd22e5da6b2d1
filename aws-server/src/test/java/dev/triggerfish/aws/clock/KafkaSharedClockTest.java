package dev.triggerfish.aws.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.kafka.KafkaConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KafkaSharedClockTest {

  private static final Duration OFFSET = Duration.ofMinutes(5);

  @Test
  void whoIsSlowToSayHowFarItIsIsAskedAgain() throws IOException {
    var end = new CountDownLatch(1);
    var asked = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              if (asked.getAndIncrement() == 0) {
                end.await();
              }
              var body = "{\"offset\":\"PT5M\"}".getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      server.start();
      try {
        assertThat(behind(server.getAddress().getPort())).isEmpty();
        assertThat(asked).hasValue(2);
      } finally {
        end.countDown();
        server.stop(0);
      }
    }
  }

  @Test
  void whoIsAwayIsNotWaitedFor() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(behind(free)).containsExactly("logs");
  }

  private static Iterable<String> behind(int port) {
    var topic = new ClockTopic(new KafkaConnection("127.0.0.1:1", Map.of()));
    var logs = URI.create("http://127.0.0.1:" + port);
    return new KafkaSharedClock(topic, Map.of(PlatformService.LOGS, logs)).awaitTaken(OFFSET);
  }
}
