package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.node.ObjectNode;

/** §1.5, creating and updating: what is refused, and in which words. */
@NobodyMovesTheClock
class FunctionRulesTest {

  private static final String INVALID = "InvalidParameterValueException";
  private static final String VALIDATION = "ValidationException";

  private static final String LAYER_PATTERN =
      "(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:"
          + "layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)";

  @BeforeAll
  static void aFunctionAndABucketAreThere() {
    Fixture.echo();
    Wire.signed("s3", Wire.ROOT, "PUT", "/recorded-code", new byte[0]).is(200);
  }

  private static ObjectNode request() {
    return Fixture.request("never");
  }

  private static Reply updateConfiguration(String json) {
    return Wire.lambda("PUT", FUNCTIONS + "/echo/configuration", json);
  }

  private static Reply updateCode(String json) {
    return Wire.lambda("PUT", FUNCTIONS + "/echo/code", json);
  }

  @Test
  @Recorded("§1.5 bad role string")
  void aRoleThatIsNoArn() {
    Fixture.create(request().put("Role", "r1"))
        .isLambdaError(
            VALIDATION,
            "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member"
                + " must satisfy regular expression pattern:"
                + " arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"non-existent-runtime", "PYTHON3.9"})
  @Recorded("§1.5 unknown runtime, the list in the service's order")
  void anUnknownRuntime(String runtime) {
    var message =
        "Value "
            + runtime
            + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set:"
            + " [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x,"
            + " nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2,"
            + " python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6,"
            + " nodejs18.x, provided.al2, java8.al2] or be a valid ARN";

    Fixture.create(request().put("Runtime", runtime)).isLambdaError(INVALID, message);
    updateConfiguration("{\"Runtime\":\"" + runtime + "\"}").isLambdaError(INVALID, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python3.7",
        "java8",
        "go1.x",
        "provided",
        "ruby2.7",
        "nodejs14.x",
        "dotnetcore3.1",
        "nodejs12.x"
      })
  @Recorded("§1.5 retired runtime")
  void aRetiredRuntime(String runtime) {
    Fixture.create(request().put("Runtime", runtime))
        .isLambdaError(
            INVALID,
            "The runtime parameter of "
                + runtime
                + " is no longer supported for creating or updating AWS Lambda functions. We"
                + " recommend you use a supported runtime while creating or updating functions.");
  }

  @Test
  @Recorded("§1.5 2 architectures")
  void twoArchitectures() {
    var request = request();
    request.putArray("Architectures").add("x86_64").add("arm64");

    Fixture.create(request)
        .isLambdaError(
            VALIDATION,
            "1 validation error detected: Value '[x86_64, arm64]' at 'architectures' failed to"
                + " satisfy constraint: Member must have length less than or equal to 1");
  }

  @Test
  @Recorded("§1.5 bad architecture")
  void anUnknownArchitecture() {
    var request = request();
    request.putArray("Architectures").add("X86_64");

    Fixture.create(request)
        .isLambdaError(
            VALIDATION,
            "1 validation error detected: Value '[X86_64]' at 'architectures' failed to satisfy"
                + " constraint: Member must satisfy constraint: [Member must satisfy enum value set:"
                + " [x86_64, arm64], Member must not be null]");
  }

  @Test
  @Recorded("§1.5 not a zip, on create")
  void codeThatIsNoZipOnCreate() {
    Fixture.create(Fixture.request("never", SdkBytes.fromUtf8String("no zip")))
        .isLambdaError(
            INVALID,
            "Could not unzip uploaded file. Please check your file, then try to upload again.");
  }

  @Test
  @Recorded("§1.5 not a zip, on update")
  void codeThatIsNoZipOnUpdate() {
    updateCode("{\"ZipFile\":\"bm8gemlw\"}")
        .isLambdaError(
            INVALID,
            "Could not unzip uploaded file. Please check your file, then try to upload again.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-such-bucket-here | NoSuchBucket | The specified bucket does not exist
          recorded-code       | NoSuchKey    | The specified key does not exist.
          """)
  @Recorded("§1.5 S3 code missing bucket, S3 code missing key")
  void codeThatIsNotInS3(String bucket, String code, String message) {
    var request = request();
    request.putObject("Code").put("S3Bucket", bucket).put("S3Key", "missing.zip");
    var expected =
        "Error occurred while GetObject. S3 Error Code: " + code + ". S3 Error Message: " + message;

    Fixture.create(request).isLambdaError(INVALID, expected);
    updateCode("{\"S3Bucket\":\"" + bucket + "\",\"S3Key\":\"missing.zip\"}")
        .isLambdaError(INVALID, expected);
  }

  @Test
  @Recorded("§1.5 unzipped >250 MiB")
  void codeThatIsTooLargeUnzipped() {
    Fixture.create(
            Fixture.request("never", Functions.zip(Map.of("zeros", "0".repeat(262_144_001)))))
        .isLambdaError(INVALID, "Unzipped size must be smaller than 262144000 bytes");
  }

  @Test
  @Recorded("§1.5 request body >66.9 MiB")
  void aRequestThatIsTooLarge() {
    var request = "{\"FunctionName\":\"never\",\"Description\":\"" + "x".repeat(70_167_211) + "\"}";

    Fixture.create(Reply.JSON.readTree(request))
        .isLambdaError(
            "RequestEntityTooLargeException",
            "Request must be smaller than 70167211 bytes for the CreateFunction operation");
  }

  @Test
  @Recorded("§1.5 env >4 KB, one variable")
  void variablesThatAreTooLarge() {
    var value = "x".repeat(4096);
    var request = request();
    request.putObject("Environment").putObject("Variables").put("LARGE_VAR", value);

    Fixture.create(request)
        .isLambdaError(
            INVALID,
            "Lambda was unable to configure your environment variables because the environment"
                + " variables you have provided exceeded the 4KB limit. String measured:"
                + " {\"LARGE_VAR\":\""
                + value
                + "\"}");
  }

  @Test
  @Recorded("§1.5 env >4 KB, several variables: as they were sent")
  void severalVariablesThatAreTooLarge() {
    var value = "x".repeat(4064);
    var request = request();
    request
        .putObject("Environment")
        .putObject("Variables")
        .put("SMALL_VAR", "ok")
        .put("LARGE_VAR", value);

    Fixture.create(request)
        .isLambdaError(
            INVALID,
            "Lambda was unable to configure your environment variables because the environment"
                + " variables you have provided exceeded the 4KB limit. String measured:"
                + " {\"SMALL_VAR\":\"ok\",\"LARGE_VAR\":\""
                + value
                + "\"}");
  }

  @Test
  @Recorded("§1.5 env of exactly 4096 bytes of JSON")
  void variablesThatJustFit() {
    var request = Fixture.request("rules-large-env");
    var value = "x".repeat(4096 - "{\"LARGE_VAR\":\"\"}".length());
    request.putObject("Environment").putObject("Variables").put("LARGE_VAR", value);

    Fixture.create(request).is(201);
  }

  @Test
  @Recorded("§1.5 layer arn w/o version")
  void aLayerWithoutVersion() {
    var arn = "arn:aws:lambda:us-east-1:111122223333:layer:tools";
    var request = request();
    request.putArray("Layers").add(arn);

    Fixture.create(request)
        .isLambdaError(
            VALIDATION,
            "1 validation error detected: Value '["
                + Reply.normal(arn)
                + "]' at 'layers' failed to satisfy constraint: Member must satisfy constraint:"
                + " [Member must have length less than or equal to 2048, Member must have length"
                + " greater than or equal to 1, Member must satisfy regular expression pattern: "
                + LAYER_PATTERN
                + ", Member must not be null]");
  }

  @Test
  @Recorded("§1.5 zip function given an image")
  void anImageForAFunctionOfAZip() {
    updateCode("{\"ImageUri\":\"111122223333.dkr.ecr.us-east-1.amazonaws.com/image:latest\"}")
        .isLambdaError(
            INVALID,
            "Please don't provide ImageUri when updating a function with packageType Zip.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ApplicationLogLevel", "SystemLogLevel"})
  @Recorded("§1.5 LogLevel with Text")
  void aLogLevelForText(String member) {
    var request = request();
    request.putObject("LoggingConfig").put("LogFormat", "Text").put(member, "INFO");

    Fixture.create(request)
        .isLambdaError(
            INVALID,
            "LogLevel is not supported when LogFormat is set to \"Text\". Remove LogLevel from your"
                + " request or change the LogFormat to \"JSON\" and try again.");
  }

  @Test
  @Recorded("§1.5 SnapStart bad ApplyOn")
  void anUnknownSnapStart() {
    var request = request();
    request.putObject("SnapStart").put("ApplyOn", "invalidOption");

    Fixture.create(request)
        .isLambdaError(
            VALIDATION,
            "1 validation error detected: Value 'invalidOption' at 'snapStart.applyOn' failed to"
                + " satisfy constraint: Member must satisfy enum value set: [PublishedVersions,"
                + " None]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          configuration | {"Description":"x","RevisionId":"11111111-1111-1111-1111-111111111111"}
          code          | {"ZipFile":"UEs=","RevisionId":"11111111-1111-1111-1111-111111111111"}
          """)
  @Recorded("§1.5 RevisionId stale")
  void aRevisionThatIsNotTheLatest(String what, String body) {
    Wire.lambda("PUT", FUNCTIONS + "/echo/" + what, body)
        .isLambdaError(
            "PreconditionFailedException",
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id");
  }

  @Test
  @Recorded("§1.5 more than 50 tags")
  void tooManyTags() {
    var request = request();
    var tags = request.putObject("Tags");
    for (var i = 0; i <= 50; i++) {
      tags.put("tag" + i, "value");
    }

    Fixture.create(request).isLambdaError(INVALID, "Number of tags exceeds resource tag limit.");
  }

  @Test
  @Recorded("§1.2 ListFunctions with an unknown FunctionVersion")
  void anUnknownFunctionVersion() {
    Wire.lambda("GET", FUNCTIONS + "?FunctionVersion=invalid", "")
        .isLambdaError(
            VALIDATION,
            "1 validation error detected: Value 'invalid' at 'functionVersion' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [ALL]");
  }

  @Test
  @Recorded("§1.5 what is refused is not created")
  void nothingWasCreated() {
    Fixture.create(request().put("Runtime", "none")).is(400);

    assertThat(Wire.lambda("GET", FUNCTIONS + "/never", "").status()).isEqualTo(404);
  }
}
