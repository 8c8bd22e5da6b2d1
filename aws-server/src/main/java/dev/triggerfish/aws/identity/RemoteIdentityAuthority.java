package dev.triggerfish.aws.identity;

import dev.triggerfish.aws.catalogue.PlatformService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** iam-service, reached over HTTP by a service in another process. */
public final class RemoteIdentityAuthority implements IdentityAuthority, AutoCloseable {

  /** Path of the signing keys. */
  public static final String SIGNING_KEY_PATH = "/_triggerfish/internal/identity/signing-key";

  /** Path of the position. */
  public static final String POSITION_PATH = "/_triggerfish/internal/identity/position";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private final URI endpoint;
  private final String service;
  private final String secret;
  private final InternalRequestSignature signature =
      new InternalRequestSignature(Clock.systemUTC());
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * A client.
   *
   * @param endpoint of iam-service, such as {@code http://iam:4567}
   * @param service who asks
   * @param secret which iam-service knows too
   */
  public RemoteIdentityAuthority(URI endpoint, PlatformService service, String secret) {
    this.endpoint = endpoint;
    this.service = service.id();
    this.secret = secret;
  }

  @Override
  public SigningKey signingKey(SigningKeyRequest request) {
    var body = IdentityJson.mapper().writeValueAsBytes(request);
    return read(send("POST", SIGNING_KEY_PATH, body), SigningKey.class);
  }

  @Override
  public long position() {
    return read(send("GET", POSITION_PATH, new byte[0]), Position.class).position();
  }

  private byte[] send(String method, String path, byte[] body) {
    var date = signature.date();
    var signed = new InternalRequestSignature.Request(service, method, path, date, body);
    var request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .header(InternalRequestSignature.SERVICE_HEADER, service)
            .header(InternalRequestSignature.DATE_HEADER, date)
            .header(InternalRequestSignature.SIGNATURE_HEADER, signature.sign(signed, secret))
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new UnreachableException(
            "iam-service at " + endpoint + " answered " + response.statusCode() + " to " + path,
            null);
      }
      return response.body();
    } catch (IOException away) {
      throw new UnreachableException("iam-service at " + endpoint + " is not reachable", away);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("Interrupted while asking iam-service", stopping);
    }
  }

  private <T> T read(byte[] json, Class<T> type) {
    try {
      return IdentityJson.mapper().readValue(json, type);
    } catch (JacksonException unreadable) {
      // Without the cause: its message quotes the answer, which has a key in it.
      throw new UnreachableException(
          "iam-service at " + endpoint + " answered what is no " + type.getSimpleName(), null);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /**
   * Where iam-service is.
   *
   * @param position offset in the identity topic
   */
  public record Position(long position) {}

  /** iam-service cannot be asked. Nothing is known, so nothing is allowed. */
  public static final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
