package dev.triggerfish.iam.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.triggerfish.aws.catalogue.PlatformService;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKey;
import dev.triggerfish.aws.identity.IdentityAuthority.SigningKeyRequest;
import dev.triggerfish.aws.identity.InternalRequestSignature;
import dev.triggerfish.aws.identity.RemoteIdentityAuthority;
import dev.triggerfish.iam.fixture.IamFixture;
import dev.triggerfish.policy.Principal;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The controller and its client, over HTTP. */
@OnEachDatabase("iam")
class IdentityAuthorityControllerTest {

  private static final SigningKeyRequest REQUEST =
      new SigningKeyRequest("test", "", "20150830", "us-east-1", "iam");

  private final IamFixture iam;
  private final IdentityAuthorityController controller;

  IdentityAuthorityControllerTest(TestDatabase database) {
    iam =
        IamFixture.start(
            database,
            Map.of(
                "triggerfish.services.invoker.access-key-id", "INVOKER",
                "triggerfish.services.invoker.secret-access-key", "invokersecret"));
    controller = iam.bean(IdentityAuthorityController.class);
  }

  private final HttpServer server = stopped();

  private static HttpServer stopped() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException taken) {
      throw new IllegalStateException(taken);
    }
  }

  @BeforeEach
  void serve() {
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    iam.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var service = header(exchange, InternalRequestSignature.SERVICE_HEADER);
    var date = header(exchange, InternalRequestSignature.DATE_HEADER);
    var sign = header(exchange, InternalRequestSignature.SIGNATURE_HEADER);
    var body = exchange.getRequestBody().readAllBytes();
    var answer =
        exchange.getRequestMethod().equals("POST")
            ? controller.signingKey(service, date, sign, body)
            : controller.position(service, date, sign);
    var bytes = Objects.requireNonNullElse(answer.getBody(), new byte[0]);
    exchange.sendResponseHeaders(
        answer.getStatusCode().value(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  private RemoteIdentityAuthority client(PlatformService service, String secret) {
    return new RemoteIdentityAuthority(
        URI.create("http://localhost:" + server.getAddress().getPort()), service, secret);
  }

  @Test
  void answersAServiceThatSignsWithItsSecret() {
    try (var client = client(PlatformService.INVOKER, "invokersecret")) {
      assertThat(client.position()).isEqualTo(iam.topic().keys().size() - 1);
      assertThat(client.signingKey(REQUEST))
          .isInstanceOfSatisfying(
              SigningKey.Issued.class,
              issued -> {
                assertThat(issued.principal()).isEqualTo(new Principal.Root("000000000000"));
                assertThat(issued.key()).isEqualTo(SigningKeyDerivation.derive("test", REQUEST));
              });
      assertThat(
              client.signingKey(
                  new SigningKeyRequest("nobody", "", "20150830", "us-east-1", "iam")))
          .isInstanceOf(SigningKey.Unknown.class);
    }
  }

  @Test
  void answersNobodyElse() {
    try (var wrong = client(PlatformService.INVOKER, "guess");
        var unknown = client(PlatformService.LOGS, "invokersecret")) {
      assertThatThrownBy(() -> wrong.signingKey(REQUEST)).hasMessageContaining("answered 403");
      assertThatThrownBy(wrong::position).hasMessageContaining("answered 403");
      assertThatThrownBy(unknown::position).hasMessageContaining("answered 403");
    }
  }

  @Test
  void saysThatIamServiceIsAway() {
    server.stop(0);
    try (var client = client(PlatformService.INVOKER, "invokersecret")) {
      assertThatThrownBy(client::position)
          .isInstanceOf(RemoteIdentityAuthority.UnreachableException.class)
          .hasMessageContaining("is not reachable");
    }
  }

  @Test
  void answersWhatIsNoRequestWith400() {
    var signature = new InternalRequestSignature(Clock.systemUTC());
    var body = new byte[] {'{'};
    var date = signature.date();
    var asked =
        new InternalRequestSignature.Request(
            "invoker", "POST", RemoteIdentityAuthority.SIGNING_KEY_PATH, date, body);

    var answer =
        controller.signingKey("invoker", date, signature.sign(asked, "invokersecret"), body);

    assertThat(answer.getStatusCode().value()).isEqualTo(400);
  }
}
