package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Bad input gets AWS's error, changes nothing, and is no news to whoever reads the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@OwnPlatform
class BadInputScenariosTest {

  @TempDir private static Path folder;

  private AllInOne platform;
  private Cloud cloud;
  private String role;

  @BeforeAll
  void start() {
    platform = AllInOne.start(folder);
    cloud = new Cloud(platform.endpoint(), Cloud.ROOT);
    role = cloud.role("bad-input");
  }

  /** After all tests: nothing was created, and no stack trace was logged. */
  @AfterAll
  void nothingWasLeftBehind() throws IOException {
    assertThat(cloud.lambda.listFunctions().functions()).isEmpty();
    platform.close();
    assertThat(platform.process().text()).doesNotContain("\tat ").doesNotContain("Exception:");
    try (var stored = Files.walk(folder.resolve("data").resolve("invoker"))) {
      assertThat(stored.map(Path::toString).filter(f -> f.endsWith(".zip")).toList()).isEmpty();
    }
  }

  private void create(Consumer<CreateFunctionRequest.Builder> change) {
    cloud.lambda.createFunction(
        r -> {
          r.functionName("never")
              .runtime(Runtime.PYTHON3_12)
              .handler("index.handler")
              .role(role)
              .code(c -> c.zipFile(Functions.python("def handler(e, c): pass")));
          change.accept(r);
        });
  }

  private static void assertError(
      ThrowingCallable call, int status, String code, String... messageParts) {
    var error = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(error).isNotNull();
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(error.awsErrorDetails().errorMessage()).contains(messageParts);
    assertThat(error.statusCode()).isEqualTo(status);
  }

  @Test
  void aBrokenZip() {
    assertError(
        () -> create(r -> r.code(c -> c.zipFile(SdkBytes.fromUtf8String("not a zip")))),
        400,
        "InvalidParameterValueException",
        "Could not unzip uploaded file. Please check your file, then try to upload again.");
  }

  @Test
  void aZipWithPathsOut() {
    assertError(
        () ->
            create(r -> r.code(c -> c.zipFile(Functions.zip(Map.of("../../../escaped.txt", "x"))))),
        400,
        "InvalidParameterValueException",
        "Could not unzip uploaded file.");
    assertThat(folder.resolve("escaped.txt")).doesNotExist();
  }

  @Test
  void noHandler() {
    assertError(
        () -> create(r -> r.handler(null)),
        400,
        "InvalidParameterValueException",
        "Runtime and Handler are mandatory parameters for functions created with deployment"
            + " packages.");
  }

  @Test
  void aRoleThatIsNone() {
    assertError(
        () -> create(r -> r.role("r1")),
        400,
        "ValidationException",
        "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member"
            + " must satisfy regular expression pattern:"
            + " arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
  }

  @Test
  void aRoleThatLambdaCannotAssume() {
    assertError(
        () -> create(r -> r.role("arn:aws:iam::000000000000:role/absent")),
        400,
        "InvalidParameterValueException",
        "The role defined for the function cannot be assumed by Lambda.");
  }

  @Test
  void anUnknownRuntime() {
    assertError(
        () -> create(r -> r.runtime("cobol85")),
        400,
        "InvalidParameterValueException",
        "Value cobol85 at 'runtime' failed to satisfy constraint: Member must satisfy enum value"
            + " set: [nodejs20.x, python3.14,",
        "or be a valid ARN");
  }

  @Test
  void aWrongSecret() {
    assertError(
        () -> cloud.as(AwsBasicCredentials.create("test", "wrong")).lambda.listFunctions(),
        403,
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.");
  }

  @Test
  void anUnknownKey() {
    assertError(
        () -> cloud.as(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "x")).iam.listUsers(),
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid");
  }

  @Test
  void anOperationThatIsNotServed() {
    assertError(
        () -> cloud.lambda.listCodeSigningConfigs(_ -> {}),
        501,
        "NotImplementedException",
        "Triggerfish does not serve lambda:ListCodeSigningConfigs yet");
  }

  @Test
  void aForeignHost() throws IOException {
    assertThat(send("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void nothingAtAllThatTomcatCouldChokeOn() throws IOException {
    assertThat(
            send(
                "GET /..%2f..%2f//a;b/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(send("\0\0\0\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void changesWithoutTheAdminToken() throws IOException {
    assertThat(
            send(
                "POST /_triggerfish/anything HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 401");
  }

  @Test
  void pagesOfOtherSites() throws IOException {
    assertThat(
            send(
                "GET /_triggerfish/health HTTP/1.1\r\nHost: localhost\r\n"
                    + "Origin: https://evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void nothingListensBeyondLoopback() throws IOException {
    var own = ownSockets();
    var listening = new ArrayList<String>();
    for (var table : List.of("tcp", "tcp6")) {
      for (var line : Files.readAllLines(Path.of("/proc/net", table))) {
        var fields = line.strip().split("\\s+", -1);
        if (fields[3].equals("0A") && own.contains(fields[9])) {
          listening.add(fields[1].substring(0, fields[1].indexOf(':')));
        }
      }
    }

    assertThat(listening).isNotEmpty();
    // 127.0.0.1, the same in IPv6's clothes, and ::1, as the kernel writes them.
    assertThat(listening)
        .allMatch(
            address ->
                address.equals("0100007F")
                    || address.equals("0000000000000000FFFF00000100007F")
                    || address.equals("00000000000000000000000001000000"));
  }

  private java.util.Set<String> ownSockets() {
    var descriptors = Path.of("/proc", Long.toString(platform.process().pid()), "fd");
    try (var files = Files.list(descriptors)) {
      return files
          .map(BadInputScenariosTest::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring(8, target.length() - 1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private String send(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), platform.endpoint().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
