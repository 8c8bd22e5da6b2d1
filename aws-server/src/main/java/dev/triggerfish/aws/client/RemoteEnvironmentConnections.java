package dev.triggerfish.aws.client;

import dev.triggerfish.aws.web.EnvironmentConnections;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks the invoker on this machine whose connection it is. Without an invoker there are no
 * environments: they end with it. An invoker that does not answer leaves the question open, and the
 * request unanswered.
 */
final class RemoteEnvironmentConnections implements EnvironmentConnections, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI invoker;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  RemoteEnvironmentConnections(URI invoker) {
    this.invoker = invoker;
  }

  @Override
  public boolean comesFromEnvironment(InetSocketAddress remote, InetSocketAddress local) {
    var query = "?" + end("from", remote) + "&" + end("to", local);
    var request = HttpRequest.newBuilder(invoker.resolve(PATH + query)).timeout(PATIENCE).build();
    try {
      var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.US_ASCII));
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "The invoker at " + invoker + " answered " + answer.statusCode() + " to " + PATH);
      }
      return Boolean.parseBoolean(answer.body());
    } catch (IOException e) {
      if (e instanceof ConnectException && refusesConnections()) {
        return false;
      }
      throw new IllegalStateException("The invoker at " + invoker + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking the invoker", e);
    }
  }

  /**
   * Whether nobody listens there. The HTTP client says that it could not connect also where this
   * machine has run out of ports, which a function can bring about.
   */
  private boolean refusesConnections() {
    try (var socket = new Socket()) {
      var address = new InetSocketAddress(invoker.getHost(), invoker.getPort());
      socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
      return false;
    } catch (ConnectException refused) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String end(String name, InetSocketAddress end) {
    var address = URLEncoder.encode(end.getAddress().getHostAddress(), StandardCharsets.US_ASCII);
    return name + "=" + address + "&" + name + "Port=" + end.getPort();
  }

  @Override
  public void close() {
    http.close();
  }
}
