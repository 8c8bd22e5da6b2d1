package dev.triggerfish.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.gateway.fixture.TestRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpForwarderTest {

  @ParameterizedTest
  @ValueSource(strings = {"//a//b?q=1//2", "/a/../b", "/a;v=1/%2F%25+b?", "/?a=%20", "//"})
  void targetsArePassedOnAsTheyAre(String target) throws Exception {
    try (var owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new ForwardConfiguration().forwardingClient()) {
      var received = CompletableFuture.supplyAsync(() -> requestLine(owner));
      var address = URI.create("http://127.0.0.1:" + owner.getLocalPort());

      new HttpForwarder(client, Map.of(PlatformService.EVENT_BUS, address))
          .forward("s3", TestRequest.of("GET", target).with("Host", "localhost"), ignoring());

      assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("GET " + target + " HTTP/1.1");
    }
  }

  @Test
  void theLengthThatHeadTellsIsPassedBack() throws Exception {
    try (var owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new ForwardConfiguration().forwardingClient()) {
      var received =
          CompletableFuture.supplyAsync(
              () -> requestLine(owner, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n"));
      var address = URI.create("http://127.0.0.1:" + owner.getLocalPort());
      var length = new AtomicLong();

      new HttpForwarder(client, Map.of(PlatformService.EVENT_BUS, address))
          .forward("s3", TestRequest.of("HEAD", "/b/k").with("Host", "localhost"), noting(length));

      assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("HEAD /b/k HTTP/1.1");
      assertThat(length).hasValue(8);
    }
  }

  private static String requestLine(ServerSocket owner) {
    return requestLine(owner, "HTTP/1.1 204 No Content\r\n\r\n");
  }

  private static String requestLine(ServerSocket owner, String answer) {
    try (var connection = owner.accept()) {
      var in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      var first = in.readLine();
      var line = first;
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      return String.valueOf(first);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpServletResponse ignoring() {
    return noting(new AtomicLong());
  }

  private static HttpServletResponse noting(AtomicLong contentLength) {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            HttpServletResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (_, method, arguments) -> {
              if (method.getName().equals("setContentLengthLong")) {
                contentLength.set((Long) arguments[0]);
              }
              return method.getReturnType() == boolean.class ? false : null;
            });
  }
}
