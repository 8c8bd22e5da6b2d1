package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What a function reaches by its network, and what it gets there. */
@ParameterizedClass
@EnumSource
@OwnPlatform
class ReachScenariosTest {

  @Parameter private SandboxKind sandbox;

  private SandboxKind.Running here;

  @BeforeEach
  void start() {
    here = sandbox.running();
  }

  private JsonNode found(String code) {
    return here.found(code);
  }

  private static String text(JsonNode node) {
    return node.toString();
  }

  /** Ports can be reached, so what listens there has to know whom it talks to. */
  @Test
  void kafkaAndTheDatabase() {
    var found =
        found(
            """
            def ask(connection, key, version, body):
                message = struct.pack(">hhih", key, version, 7, -1) + body
                connection.sendall(struct.pack(">i", len(message)) + message)
                answer = connection.recv(65536)
                return answer[8:] if len(answer) >= 8 and struct.unpack(">i", answer[4:8])[0] == 7 else None

            def attempt(port, *requests):
                with socket.create_connection(("127.0.0.1", port), 3) as connection:
                    connection.settimeout(3)
                    try:
                        return [ask(connection, *request) for request in requests][-1]
                    except OSError:
                        return None

            def is_http(port):
                with socket.create_connection(("127.0.0.1", port), 3) as connection:
                    connection.settimeout(3)
                    connection.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
                    return connection.recv(5) == b"HTTP/"

            versions, metadata = (18, 0, b""), (3, 1, struct.pack(">i", -1))
            handshake = (17, 1, struct.pack(">h", 5) + b"PLAIN")
            def login(password):
                secret = b"\\0triggerfish\\0" + password
                return (36, 0, struct.pack(">i", len(secret)) + secret)

            found = {}
            for port in ports:
                if attempt(port, versions) is None:
                    found[str(port)] = "http" if is_http(port) else "unknown"
                else:
                    refused = attempt(port, handshake, login(b"wrong"))
                    found[str(port)] = {
                        "unknown": attempt(port, metadata) is None,
                        "wrong": struct.unpack(">h", refused[:2])[0],
                        "empty": struct.unpack(">h", attempt(port, handshake, login(b""))[:2])[0],
                        "after": attempt(port, handshake, login(b"wrong"), metadata) is None}
            """);

    var answers = found.valueStream().map(ReachScenariosTest::text).toList();
    // Kafka's error 58 is SASL_AUTHENTICATION_FAILED. No port is a database's.
    var closed = "{\"unknown\":true,\"wrong\":58,\"empty\":58,\"after\":true}";
    assertThat(answers).contains(closed, "\"http\"").isSubsetOf(closed, "\"http\"");
  }

  @Test
  void theRuntimeApiOfAnotherEnvironment() {
    var found =
        found(
            """
            address, _, own = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
            prefix, _, token = own.rpartition("/")
            other = token[:-1] + ("0" if token[-1] != "0" else "1")
            guesses = ["", "/", "/" + prefix, f"/{prefix}/", f"/{prefix}/*", f"/{prefix}/%2a", f"/{prefix}/null",
                       f"/{prefix}/..", f"/{prefix}/{other}", f"/{prefix}/{token[:-1]}", f"/{prefix}/{token}x",
                       f"/{prefix}/{token[:8]}", f"/{prefix}/" + "0" * len(token)]
            found = {"token": len(token), "answers": []}
            for guess in guesses:
                api = http.client.HTTPConnection(address, timeout=5)
                api.request("GET", guess + "/2018-06-01/runtime/invocation/next")
                found["answers"].append(api.getresponse().status)
            """);

    assertThat(found.get("token").asInt()).isGreaterThanOrEqualTo(22);
    assertThat(found.get("answers").valueStream().map(JsonNode::asInt))
        .hasSize(13)
        .allMatch(status -> status >= 400 && status < 500);
  }

  @Test
  void theAnswerOfAnotherEnvironment() {
    var victim = new Intruder(here.cloud(), "victim");
    var answer =
        CompletableFuture.supplyAsync(
            () ->
                victim.run(
                    """
                    print("working on", context.aws_request_id, flush=True)
                    time.sleep(8)
                    found = "its own answer"
                    """),
            Thread::startVirtualThread);
    var line = here.cloud().awaitLog("victim", "working on").getFirst().message().strip();
    var requestId = line.substring(line.lastIndexOf(' ') + 1);

    var found =
        here.intruder()
            .run(
                """
            address, _, own = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
            found = []
            for what in "response", "error":
                api = http.client.HTTPConnection(address, timeout=5)
                api.request("POST", f"/{own}/2018-06-01/runtime/invocation/{target}/{what}", '"taken over"')
                found.append(api.getresponse().status)
            """,
                Map.of("target", requestId));

    assertThat(answer).isNotDone();
    assertThat(text(found)).isEqualTo("[400,400]");
    assertThat(answer.join().asString()).isEqualTo("its own answer");
  }
}
