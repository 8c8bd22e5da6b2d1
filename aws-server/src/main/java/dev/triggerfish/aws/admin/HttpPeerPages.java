package dev.triggerfish.aws.admin;

import dev.triggerfish.aws.catalogue.PlatformService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Peers that are asked over HTTP. */
final class HttpPeerPages implements PeerPages, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpPeerPages.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long LARGEST_ANSWER = 16L * 1024 * 1024;

  private static final String TOO_LATE = "it does not answer within " + PATIENCE.toSeconds() + " s";

  private final Map<PlatformService, URI> peers;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  HttpPeerPages(Map<PlatformService, URI> peers) {
    this.peers = peers;
  }

  @Override
  public <T> Gathered<T> gather(String path, Class<T> type) {
    var asked =
        new EnumMap<PlatformService, CompletableFuture<HttpResponse<byte[]>>>(
            PlatformService.class);
    peers.forEach((peer, address) -> asked.put(peer, ask(address, path)));
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var answers = new ArrayList<Answer<T>>();
    var unanswered = new ArrayList<Unanswered>();
    asked.forEach(
        (peer, answer) -> {
          try {
            answers.add(new Answer<>(peer.id(), read(await(answer, deadline), type)));
          } catch (NoAnswerException e) {
            LOG.warn("{} has no answer to {}: {}", peer.id(), path, e.getMessage());
            unanswered.add(new Unanswered(peer.id(), e.getMessage()));
          }
        });
    return new Gathered<>(answers, unanswered);
  }

  private CompletableFuture<HttpResponse<byte[]>> ask(URI address, String path) {
    var request =
        HttpRequest.newBuilder(address.resolve(path + "?" + OWN + "=true"))
            .header("Accept", "application/json")
            .timeout(PATIENCE)
            .build();
    return http.sendAsync(
        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
  }

  private static HttpResponse<byte[]> await(
      CompletableFuture<HttpResponse<byte[]>> answer, long deadline) throws NoAnswerException {
    try {
      return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new NoAnswerException(TOO_LATE, e);
    } catch (ExecutionException e) {
      throw new NoAnswerException(
          switch (e.getCause()) {
            case HttpTimeoutException _ -> TOO_LATE;
            case IOException _ -> "it cannot be reached";
            case null, default -> "asking it failed";
          },
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("this process stops", e);
    }
  }

  /** A page that says that something is down comes with 503, and is an answer. */
  private static <T> T read(HttpResponse<byte[]> answer, Class<T> type) throws NoAnswerException {
    if (answer.statusCode() != 200 && answer.statusCode() != 503) {
      throw new NoAnswerException("it answers " + answer.statusCode(), null);
    }
    try {
      return JsonMapper.shared().readValue(answer.body(), type);
    } catch (JacksonException e) {
      throw new NoAnswerException("its answer cannot be read", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;
    private final String why;

    NoAnswerException(String why, @Nullable Throwable cause) {
      super(why, cause);
      this.why = why;
    }

    @Override
    public String getMessage() {
      return why;
    }
  }
}
