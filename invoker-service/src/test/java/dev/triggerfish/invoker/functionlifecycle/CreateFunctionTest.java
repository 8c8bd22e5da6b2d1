package dev.triggerfish.invoker.functionlifecycle;

import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ARN;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.ROLE;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.caller;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.callerIn;
import static dev.triggerfish.invoker.functionlifecycle.FunctionFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.code.Zips;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@OnEachDatabase("invoker")
class CreateFunctionTest {

  @TempDir private Path folder;
  private FunctionFixture fixture;

  @BeforeEach
  void open(TestDatabase database) {
    fixture = new FunctionFixture(database, folder);
  }

  @Test
  void answersAsAwsDoes() throws Exception {
    var zip = Zips.of("a.py", "1");
    var reply =
        fixture.create(request -> request.code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));

    assertThat(members(reply))
        .containsOnlyKeys(
            "FunctionName",
            "FunctionArn",
            "Runtime",
            "Role",
            "Handler",
            "CodeSize",
            "Description",
            "Timeout",
            "MemorySize",
            "LastModified",
            "CodeSha256",
            "Version",
            "TracingConfig",
            "RevisionId",
            "State",
            "StateReason",
            "StateReasonCode",
            "PackageType",
            "Architectures",
            "EphemeralStorage",
            "SnapStart",
            "RuntimeVersionConfig",
            "LoggingConfig");
    assertThat(reply.functionArn()).isEqualTo(ARN + "fn");
    assertThat(reply.codeSize()).isEqualTo(zip.length);
    assertThat(reply.codeSha256())
        .isEqualTo(
            Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(zip)));
    assertThat(reply.description()).isEmpty();
    assertThat(reply.timeout()).isEqualTo(3);
    assertThat(reply.memorySize()).isEqualTo(128);
    assertThat(reply.lastModified()).isEqualTo("2026-01-02T03:04:05.678+0000");
    assertThat(reply.version()).isEqualTo("$LATEST");
    assertThat(reply.tracingConfig().modeAsString()).isEqualTo("PassThrough");
    assertThat(reply.stateAsString()).isEqualTo("Pending");
    assertThat(reply.stateReason()).isEqualTo("The function is being created.");
    assertThat(reply.stateReasonCodeAsString()).isEqualTo("Creating");
    assertThat(reply.packageTypeAsString()).isEqualTo("Zip");
    assertThat(reply.architecturesAsStrings()).containsExactly("x86_64");
    assertThat(reply.ephemeralStorage().size()).isEqualTo(512);
    assertThat(reply.snapStart().applyOnAsString()).isEqualTo("None");
    assertThat(reply.snapStart().optimizationStatusAsString()).isEqualTo("Off");
    assertThat(reply.runtimeVersionConfig().runtimeVersionArn())
        .matches("arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}");
    assertThat(reply.loggingConfig().logFormatAsString()).isEqualTo("Text");
    assertThat(reply.loggingConfig().logGroup()).isEqualTo("/aws/lambda/fn");
  }

  @Test
  void showsAnEnvironmentOnlyIfOneWasSupplied() {
    var reply = fixture.create(request -> request.environment(e -> e.variables(Map.of())));

    assertThat(reply.environment().hasVariables()).isTrue();
    fixture.settle();
    assertThat(fixture.get().environment().variables()).isEmpty();
  }

  @Test
  void takesTheValuesThatClientsSendForNothing() {
    fixture.create(
        request ->
            request
                .publish(false)
                .packageType("Zip")
                .layers(List.of())
                .vpcConfig(vpc -> vpc.subnetIds(List.of()).securityGroupIds(List.of()))
                .deadLetterConfig(letters -> letters.targetArn(""))
                .snapStart(snapStart -> snapStart.applyOn("None"))
                .tracingConfig(tracing -> tracing.mode("PassThrough")));
  }

  @Test
  void asksForTheRightToPassTheRoleAndToTag() {
    fixture.create(request -> request.tags(Map.of("Team", "blue")));

    assertThat(fixture.required)
        .containsExactly(
            "iam:PassRole " + ROLE + " {iam:passedtoservice=[lambda.amazonaws.com]}",
            "lambda:TagResource " + ARN + "fn {aws:requesttag/team=[blue], aws:tagkeys=[Team]}");
    assertThat(fixture.getFunction().getFunction(request("fn", null), caller()).tags())
        .containsExactly(Map.entry("Team", "blue"));
  }

  @Test
  void aNameCanBeTakenOncePerRegion() {
    fixture.active("fn");

    assertThatThrownBy(() -> fixture.create(request -> {}))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("Function already exist: fn");
    fixture.createAs(callerIn("eu-west-1"), request -> {});
  }

  @Test
  void aRoleThatCannotBeAssumedLeavesNothingBehind() {
    fixture.roleIsAssumable = false;

    assertThatThrownBy(() -> fixture.create(request -> {}))
        .isInstanceOf(InvalidParameterValueException.class);

    assertThatThrownBy(() -> fixture.get()).isInstanceOf(ResourceNotFoundException.class);
    assertNoCode();
  }

  private void assertNoCode() {
    assertThat(folder.resolve("invoker/code").toFile().list()).containsExactly("zips");
    try (var files = Files.walk(folder.resolve("invoker/code"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesCodeFromS3AsTheCaller() throws Exception {
    var zip = Zips.of("a.py", "of s3");
    fixture.buckets.put("bucket", "key", zip);

    var reply = fixture.create(request -> request.code(c -> c.s3Bucket("bucket").s3Key("key")));

    assertThat(reply.codeSize()).isEqualTo(zip.length);
    assertThat(fixture.buckets.sessions())
        .singleElement()
        .satisfies(
            session -> {
              assertThat(session.principal()).isEqualTo(caller().principal());
              assertThat(session.service()).isEqualTo("lambda.amazonaws.com");
            });
    fixture.settle();
    assertThat(fixture.get().stateAsString()).isEqualTo("Active");
  }

  @Test
  void codeThatTheCallerMayNotReadLeavesNothingBehind() {
    fixture.buckets.refuse("AccessDenied", 403, "Access Denied");

    assertThatThrownBy(
            () -> fixture.create(request -> request.code(c -> c.s3Bucket("b").s3Key("k"))))
        .hasMessageContaining("Your access has been denied by S3");

    assertThatThrownBy(() -> fixture.get()).isInstanceOf(ResourceNotFoundException.class);
    assertNoCode();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void refusesInAwsWords(
      String name, Consumer<CreateFunctionRequest.Builder> mistake, String code, String message) {
    assertThatThrownBy(() -> fixture.create(mistake))
        .as(name)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              if (e.awsErrorDetails() == null) {
                assertThat(e.getClass().getSimpleName()).isEqualTo(code);
              } else {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              }
              assertThat(e.getMessage()).contains(message);
            });
    assertNoCode();
    assertThat(fixture.store.list(FunctionFixture.ACCOUNT, "us-east-1", "", 10)).isEmpty();
  }

  static Stream<Arguments> mistakes() {
    var invalid = "InvalidParameterValueException";
    var mandatory =
        "Runtime and Handler are mandatory parameters for functions created with deployment"
            + " packages.";
    var reserved = new HashMap<>(Map.of("LAMBDA_TASK_ROOT", "x", "AWS_REGION", "x", "OK", "x"));
    var large = new LinkedHashMap<String, String>();
    large.put("FIRST", "x");
    large.put("BIG", "y".repeat(4096 - "{\"FIRST\":\"x\",\"BIG\":\"\"}".length() + 1));
    return Stream.of(
        mistake("no runtime", r -> r.runtime((String) null), invalid, mandatory),
        mistake("no handler", r -> r.handler(null), invalid, mandatory),
        mistake(
            "unknown runtime",
            r -> r.runtime("cobol"),
            invalid,
            "Value cobol at 'runtime' failed to satisfy constraint: Member must satisfy enum value"
                + " set: [nodejs20.x, python3.14, provided.al2023, "),
        mistake(
            "retired runtime",
            r -> r.runtime("python3.7"),
            invalid,
            "The runtime parameter of python3.7 is no longer supported for creating or updating AWS"
                + " Lambda functions. We recommend you use a supported runtime while creating or"
                + " updating functions."),
        mistake(
            "long name",
            r -> r.functionName("a".repeat(65)),
            invalid,
            "1 validation error detected: Value '"
                + "a".repeat(65)
                + "' at 'functionName' failed to satisfy constraint: Member must have length less"
                + " than or equal to 64"),
        mistake(
            "much memory",
            r -> r.memorySize(10241),
            invalid,
            "'MemorySize' value failed to satisfy constraint: Member must have value less than or"
                + " equal to 10240"),
        mistake(
            "long timeout",
            r -> r.timeout(901),
            "ValidationException",
            "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint:"
                + " Member must have value less than or equal to 900"),
        mistake(
            "reserved variables",
            r -> r.environment(e -> e.variables(reserved)),
            invalid,
            "Reserved keys used in this request: AWS_REGION, LAMBDA_TASK_ROOT"),
        mistake(
            "bad variable",
            r -> r.environment(e -> e.variables(Map.of("1A", "x"))),
            "ValidationException",
            "Map keys must satisfy constraint"),
        mistake(
            "large environment",
            r -> r.environment(e -> e.variables(large)),
            invalid,
            "exceeded the 4KB limit. String measured: {\"FIRST\":\"x\",\"BIG\":\"yyy"),
        mistake(
            "no zip",
            r -> r.code(c -> c.zipFile(SdkBytes.fromUtf8String("hello"))),
            invalid,
            "Could not unzip uploaded file. Please check your file, then try to upload again."),
        mistake(
            "no code", r -> r.code(c -> {}), invalid, "Please provide a source for function code."),
        mistake(
            "foreign role",
            r -> r.role("arn:aws:iam::111111111111:role/r"),
            "AccessDeniedException",
            "Cross-account pass role is not allowed."),
        mistake(
            "foreign region",
            r -> r.functionName("arn:aws:lambda:us-west-2:000000000000:function:fn"),
            "ResourceNotFoundException",
            "Functions from 'us-west-2' are not reachable in this region ('us-east-1')"),
        mistake(
            "log level with text",
            r -> r.loggingConfig(l -> l.logFormat("Text").applicationLogLevel("DEBUG")),
            invalid,
            "LogLevel is not supported when LogFormat is set to \"Text\"."));
  }

  private static Arguments mistake(
      String name, Consumer<CreateFunctionRequest.Builder> mistake, String code, String message) {
    return Arguments.of(name, mistake, code, message);
  }

  /** What a client would get: all members that are set. */
  private static Map<String, Object> members(SdkPojo pojo) {
    var members = new LinkedHashMap<String, Object>();
    for (var field : pojo.sdkFields()) {
      var value = field.getValueOrDefault(pojo);
      if (value != null && !(value instanceof SdkAutoConstructList)) {
        members.put(field.memberName(), value);
      }
    }
    return members;
  }
}
