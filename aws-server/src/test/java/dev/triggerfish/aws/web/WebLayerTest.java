package dev.triggerfish.aws.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.triggerfish.aws.web.RawHttp.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;

@Isolated("It looks at what is logged, whoever logs it.")
class WebLayerTest {

  private static final String HOST = "Host: localhost";
  private static final String DATE = "X-Amz-Date: 20260102T030405Z";

  private static final Logger LOG = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private static final ListAppender<ILoggingEvent> LOGGED = new ListAppender<>();

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder);
    LOGGED.start();
    LOG.addAppender(LOGGED);
  }

  @AfterAll
  static void stop() {
    LOG.detachAppender(LOGGED);
    server.close();
  }

  /** For a service that is not served here: nobody looks at the signature. */
  private static String signedFor(String service) {
    return "Authorization: AWS4-HMAC-SHA256 Credential=test/20260102/us-east-1/"
        + service
        + "/aws4_request, SignedHeaders=host, Signature=00";
  }

  private static Answer send(String body, String... lines) throws IOException {
    try (var http = new RawHttp(server.port())) {
      return http.send(body, lines);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//a//b",
        "/a/../../b/./c",
        "/a;x=1/b;y",
        "/a%2Fb%2f",
        "/100%25",
        "/a+b%20c",
        "/%C3%A9%F0%9F%90%9F",
        "/error",
        "/_triggerfishy/x",
        "/a%00b",
        "/a%5Cb",
        "/.%2e/WEB-INF/web.xml",
      })
  void passesRequestTargetsOnAsTheyAre(String path) throws IOException {
    var answer =
        send(
            "",
            "GET " + path + "?a=%2F+b&&c=%%; HTTP/1.1".replace("%%", "%25"),
            HOST,
            DATE,
            signedFor("s3"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("GET " + path + " a=%2F+b&&c=%25; ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//a//b",
        "/a/../../b",
        "/a;x=1",
        "/a%2Fb+c%20",
        "/_triggerfish/look",
        "/_runtime/x",
        "/error"
      })
  void givesSitesTheirWholePathSpace(String path) throws IOException {
    var byHost =
        send("", "PATCH " + path + " HTTP/1.1", "Host: AbC.lambda-url.eu-west-1.localhost:1");
    var byPath = send("", "PATCH /_aws/lambda-url/abc" + path + " HTTP/1.1", HOST);

    assertThat(byHost.body()).isEqualTo("abc PATCH " + path);
    assertThat(byPath.body()).isEqualTo("abc PATCH " + path);
  }

  @Test
  void servesNoSiteUnderForeignHostsNorOfUnknownKinds() throws IOException {
    assertThat(send("", "GET / HTTP/1.1", "Host: abc.lambda-url.evil.example").status())
        .isEqualTo(403);
    assertThat(send("", "GET / HTTP/1.1", "Host: abc.execute-api.localhost").status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void leavesFormBodiesAlone(String method) throws IOException {
    var answer =
        send(
            "Action=X&Version=1",
            method + " /?q=1 HTTP/1.1",
            HOST,
            DATE,
            signedFor("s3"),
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: 18");

    assertThat(answer.body()).isEqualTo(method + " / q=1 Action=X&Version=1");
  }

  @Test
  void takesAbsoluteTargetsAndOldHttp() throws IOException {
    assertThat(send("", "GET http://localhost/a//b?c HTTP/1.1", HOST, DATE, signedFor("s3")).body())
        .isEqualTo("GET /a//b c ");
    assertThat(send("", "GET /old HTTP/1.0", HOST, DATE, signedFor("s3")).body())
        .isEqualTo("GET /old null ");
  }

  @Test
  void answersHeadWithoutABody() throws IOException {
    try (var http = new RawHttp(server.port())) {
      assertThat(http.send("", "HEAD /a HTTP/1.1", HOST, DATE, signedFor("s3")).status())
          .isEqualTo(200);
      assertThat(http.send("", "GET /b HTTP/1.1", HOST, DATE, signedFor("s3")).body())
          .isEqualTo("GET /b null ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TRACE / HTTP/1.1", "CONNECT localhost:80 HTTP/1.1", "GET / HTTP/7.0", "?"})
  void refusesWhatIsNoRequestForUs(String line) throws IOException {
    var answer = send("", line, HOST, DATE, signedFor("s3"));

    assertThat(answer.status()).isBetween(400, 505);
    assertThat(answer.body()).doesNotContain("Exception", "Tomcat");
    assertThat(logged()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/_triggerfish/look"})
  void refusesForeignHosts(String path) throws IOException {
    assertThat(send("", "GET " + path + " HTTP/1.1", "Host: evil.example").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /_triggerfish/look | X-No: thing | 200",
        "GET /_triggerfish/look | Origin: http://evil.example | 403",
        "GET /_triggerfish/look | Origin: null | 403",
        "GET /_triggerfish/look | Origin: http://localhost | 200",
        "GET /_triggerfish/look | Sec-Fetch-Site: cross-site | 403",
        "GET /_triggerfish/look | Sec-Fetch-Site: same-site | 403",
        "GET /_triggerfish/look | Sec-Fetch-Site: none | 200",
        "POST /_triggerfish/change | X-No: thing | 401",
        "POST /_triggerfish/change | Authorization: Bearer wrong | 401",
        "POST /_triggerfish/change | Authorization: Bearer TOKEN | 200",
        "GET /_triggerfish/nothing | X-No: thing | 404",
        "GET /_triggerfish/nothing | Accept: text/html | 404",
        "GET /_triggerfish/change | X-No: thing | 405",
        "GET /_triggerfish/broken | Accept: text/html | 500",
        "GET /_triggerfish/../look | X-No: thing | 400",
      })
  void guardsThePlatformsOwnEndpoints(String request, String header, int status) throws Exception {
    var token = Files.readString(folder.resolve("admin.token")).strip();
    var answer =
        send("", request + " HTTP/1.1", HOST, header.replace("TOKEN", token), "Content-Length: 0");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("Whitelabel", "secret detail", "Exception");
    if (status > 400) {
      assertThat(answer.headers().get("Content-Type")).startsWith("application/json");
      assertThat(answer.body()).startsWith("{\"message\":");
    }
  }

  @Test
  void waivesTheTokenWhenToldTo(@TempDir Path other) throws IOException {
    try (var open = TestServer.start(other, "--triggerfish.admin.open=true");
        var http = new RawHttp(open.port())) {
      assertThat(
              http.send("", "POST /_triggerfish/change HTTP/1.1", HOST, "Content-Length: 0")
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void refusesUnsignedRequestsWithoutReadingTheirBodies() throws IOException {
    var answer = send("", "POST /2015-03-31/functions HTTP/1.1", HOST, "Content-Length: 70000000");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers())
        .containsEntry("x-amzn-ErrorType", "MissingAuthenticationTokenException")
        .containsKey("x-amzn-RequestId");
  }

  @ParameterizedTest
  @CsvSource({
    "POST /2015-03-31/functions/f/invocations, 10485761",
    "POST /2015-03-31/functions, 70167212",
    "PUT /2015-03-31/functions/f/code, 99999999999",
  })
  void refusesBodiesOverTheOperationsLimitUnread(String request, long length) throws IOException {
    var answer =
        send(
            "",
            request + " HTTP/1.1",
            HOST,
            DATE,
            signedFor("lambda"),
            "Content-Length: " + length);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.headers())
        .containsEntry("x-amzn-ErrorType", "RequestEntityTooLargeException");
  }

  @Test
  void readsChunkedBodiesNoFurtherThanTheLimit() throws IOException {
    var chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
    try (var http = new RawHttp(server.port())) {
      http.write(
          String.join(
              "\r\n",
              "POST /2015-03-31/functions/f/invocations HTTP/1.1",
              HOST,
              DATE,
              signedFor("lambda"),
              "Transfer-Encoding: chunked",
              "",
              ""));
      for (var i = 0; i < 11; i++) {
        http.write(chunk);
      }
      http.write("0\r\n\r\n");
      assertThat(http.read(false).status()).isEqualTo(413);
    }
  }

  @Test
  void answersABodyThatBreaksOffInItsEncodingQuietly() throws IOException {
    var answer =
        send(
            "zz\r\nnonsense\r\n",
            "POST /2015-03-31/functions/f/invocations HTTP/1.1",
            HOST,
            DATE,
            signedFor("lambda"),
            "Transfer-Encoding: chunked");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(logged()).noneMatch(event -> event.getFormattedMessage().startsWith("Request "));
  }

  @Test
  void takesLargeHeadersAndRefusesLargerOnes() throws IOException {
    var large = "X-Large: " + "x".repeat(60_000);
    var larger = "X-Large: " + "x".repeat(70_000);

    assertThat(send("", "GET /a HTTP/1.1", HOST, DATE, signedFor("s3"), large).status())
        .isEqualTo(200);
    assertThat(send("", "GET /a HTTP/1.1", HOST, DATE, signedFor("s3"), larger).status())
        .isBetween(400, 431);
  }

  @Test
  void keepsTheConnectionAfterAnError() throws IOException {
    try (var http = new RawHttp(server.port())) {
      for (var i = 0; i < 3; i++) {
        var refused = http.send("abc", "POST / HTTP/1.1", HOST, "Content-Length: 3");
        assertThat(refused.status()).isEqualTo(403);
      }
      assertThat(http.send("", "GET /b HTTP/1.1", HOST, DATE, signedFor("s3")).status())
          .isEqualTo(200);
    }
  }

  @Test
  void answersWhatTheForwarderCouldNotReachOnce() throws IOException {
    var answer = send("", "GET /unreachable HTTP/1.1", HOST, DATE, signedFor("s3"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).startsWith("{\"message\":");
  }

  @Test
  void answersAFaultWithoutDetailsAndLogsItOnceByItsRequestId() {
    try (var lambda = client()) {
      var error =
          catchThrowableOfType(
              LambdaException.class, () -> lambda.deleteFunction(r -> r.functionName("f")));

      assertThat(error.statusCode()).isEqualTo(500);
      assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
      assertThat(error.getMessage()).doesNotContain("secret");
      assertThat(logged())
          .filteredOn(event -> event.getFormattedMessage().contains(error.requestId()))
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getThrowableProxy().getMessage()).isEqualTo("secret detail"));
    }
  }

  @Test
  void saysOfOperationsWhetherTheyAreUnknownOrMissingHere() {
    try (var lambda = client()) {
      lambda.getFunction(r -> r.functionName("f"));
      var error = catchThrowableOfType(LambdaException.class, lambda::listFunctions);
      assertThat(error.statusCode()).isEqualTo(501);
      assertThat(error.awsErrorDetails().errorMessage()).contains("lambda:ListFunctions");
    }
  }

  @BeforeEach
  void forgetWhatWasLogged() {
    LOGGED.list.clear();
  }

  /** Warnings and errors of this test. */
  private static List<ILoggingEvent> logged() {
    return List.copyOf(LOGGED.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .toList();
  }

  private static LambdaClient client() {
    return LambdaClient.builder()
        .endpointOverride(URI.create("http://localhost:" + server.port()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }
}
