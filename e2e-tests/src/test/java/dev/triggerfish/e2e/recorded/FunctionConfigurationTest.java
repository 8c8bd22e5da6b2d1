package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** §1.3: what Lambda says of a function. */
@NobodyMovesTheClock
class FunctionConfigurationTest {

  private static final SdkBytes ZIP = Functions.python("def handler(event, context): return 1");
  private static final SdkBytes OTHER = Functions.python("def handler(event, context): return 2");

  private static final String MIDDLE =
      """
      "Timeout":5,"MemorySize":256,"LastModified":"<time>","CodeSha256":"HASH",\
      "Version":"$LATEST","Environment":{"Variables":{}},"TracingConfig":{"Mode":"PassThrough"},\
      "RevisionId":"<uuid>",""";

  private static final String END =
      """
      "PackageType":"Zip","Architectures":["x86_64"],"EphemeralStorage":{"Size":512},\
      "SnapStart":{"ApplyOn":"None","OptimizationStatus":"Off"},\
      "RuntimeVersionConfig":{"RuntimeVersionArn":"arn:aws:lambda:REGION::runtime:<hash>"},\
      "LoggingConfig":{"LogFormat":"Text","LogGroup":"/aws/lambda/NAME"}}""";

  private static final String PENDING =
      """
      "State":"Pending","StateReason":"The function is being created.",\
      "StateReasonCode":"Creating",""";

  private static final String ACTIVE =
      """
      "State":"Active","LastUpdateStatus":"Successful",""";

  private static final String UPDATING =
      """
      "State":"Active","LastUpdateStatus":"InProgress",\
      "LastUpdateStatusReason":"The function is being created.",\
      "LastUpdateStatusReasonCode":"Creating",""";

  private static String start(String name, SdkBytes zip) {
    return "{\"FunctionName\":\"%1$s\",\"FunctionArn\":\"ARN:%1$s\",\"Runtime\":\"python3.12\",\"Role\":\"arn:aws:iam::ACCT:role/recorded\",\"Handler\":\"index.handler\",\"CodeSize\":%2$d,\"Description\":\"\","
        .formatted(name, zip.asByteArrayUnsafe().length);
  }

  private static String configuration(String name, SdkBytes zip, String state) {
    return start(name, zip)
        + MIDDLE.replace("HASH", sha256(zip))
        + state
        + END.replace("NAME", name);
  }

  private static String sha256(SdkBytes bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes.asByteArrayUnsafe());
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode asRecorded(String name) {
    var request = Fixture.request(name, ZIP);
    request.put("Timeout", 5).put("MemorySize", 256);
    request.putObject("Environment").putObject("Variables");
    return request;
  }

  private static Reply get(String path) {
    return Wire.lambda("GET", FUNCTIONS + "/" + path, "");
  }

  private static Reply updateConfiguration(String name, String json) {
    return Wire.lambda("PUT", FUNCTIONS + "/" + name + "/configuration", json);
  }

  @Test
  @Recorded("§1.3 create reply, byte for byte")
  void createAnswersEveryMemberInOrder() {
    var reply = Fixture.create(asRecorded("cfg-created")).is(201);

    assertThat(reply.normal()).isEqualTo(configuration("cfg-created", ZIP, PENDING));
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  @Recorded("§1.3 after activation; no StateReason")
  void anActiveFunctionHasNoReasons() {
    Fixture.create(asRecorded("cfg-active")).is(201);
    Fixture.awaitActive("cfg-active");

    assertThat(get("cfg-active/configuration").is(200).normal())
        .isEqualTo(configuration("cfg-active", ZIP, ACTIVE));
  }

  @Test
  @Recorded("§1.3 UpdateFunctionConfiguration reply")
  void anUpdateOfTheConfigurationAnswersThatItIsInProgress() {
    Fixture.create(asRecorded("cfg-updated")).is(201);
    Fixture.awaitActive("cfg-updated");

    var reply = updateConfiguration("cfg-updated", "{\"Timeout\":5}").is(200);

    assertThat(reply.normal()).isEqualTo(configuration("cfg-updated", ZIP, UPDATING));
  }

  @Test
  @Recorded("§1.3 UpdateFunctionCode reply")
  void anUpdateOfTheCodeAnswersThatItIsInProgressAndShowsTheNewCode() {
    Fixture.create(asRecorded("cfg-code")).is(201);
    Fixture.awaitActive("cfg-code");

    var reply = updateCode("cfg-code", OTHER).is(200);

    assertThat(reply.normal()).isEqualTo(configuration("cfg-code", OTHER, UPDATING));
    Fixture.awaitActive("cfg-code");
    assertThat(get("cfg-code/configuration").normal())
        .isEqualTo(configuration("cfg-code", OTHER, ACTIVE));
  }

  private static Reply updateCode(String name, SdkBytes zip) {
    return Wire.lambda(
        "PUT", FUNCTIONS + "/" + name + "/code", "{\"ZipFile\":\"" + Fixture.base64(zip) + "\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /Timeout                 | 3
          /MemorySize              | 128
          /EphemeralStorage/Size   | 512
          /PackageType             | Zip
          /Architectures/0         | x86_64
          /TracingConfig/Mode      | PassThrough
          /LoggingConfig/LogFormat | Text
          /LoggingConfig/LogGroup  | /aws/lambda/echo
          /SnapStart/ApplyOn       | None
          /Description             | ''
          /Version                 | $LATEST
          """)
  @Recorded("§1.3 defaults")
  void whatIsNotSaidHasAwsDefaults(String member, String value) {
    assertThat(Fixture.configuration(Fixture.echo()).at(member).asString()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "Environment",
    "VpcConfig",
    "DeadLetterConfig",
    "KMSKeyArn",
    "Layers",
    "FileSystemConfigs",
    "ImageConfigResponse",
    "SigningProfileVersionArn",
    "SigningJobArn",
    "MasterArn",
    "StateReason",
    "StateReasonCode",
    "LastUpdateStatusReason",
    "LastUpdateStatusReasonCode"
  })
  @Recorded("§1.3 members that are there only if set")
  void whatWasNotSetIsNotAnswered(String member) {
    assertThat(Fixture.configuration(Fixture.echo()).has(member)).isFalse();
  }

  @Test
  @Recorded("§1.3 Environment present even when supplied empty; no LastUpdateStatus after create")
  void anEmptyEnvironmentIsAnsweredAndNoUpdateIsClaimedAfterCreation() {
    var created = Fixture.create(asRecorded("cfg-empty-env")).is(201).json();

    assertThat(created.get("Environment")).isEqualTo(tree("{\"Variables\":{}}"));
    assertThat(created.has("LastUpdateStatus")).isFalse();
  }

  private static JsonNode tree(String json) {
    return Reply.JSON.readTree(json);
  }

  @Test
  @Recorded("§1.3 RevisionId: new on every mutation and on every transition")
  void theRevisionChangesWithMutationsAndTransitions() {
    var created = Fixture.create(asRecorded("cfg-revisions")).json().get("RevisionId");
    var active = Fixture.awaitActive("cfg-revisions").get("RevisionId");
    var updating =
        updateConfiguration("cfg-revisions", "{\"Description\":\"x\"}").json().get("RevisionId");
    var updated = Fixture.awaitActive("cfg-revisions").get("RevisionId");

    assertThat(java.util.Set.of(created, active, updating, updated)).hasSize(4);
    assertThat(Fixture.configuration("cfg-revisions").get("RevisionId")).isEqualTo(updated);
  }

  @Test
  @Recorded("§1.3 CodeSha256: same bytes, same value")
  void theSameBytesHaveTheSameHash() {
    Fixture.create(asRecorded("cfg-hash-one")).is(201);
    Fixture.create(asRecorded("cfg-hash-two")).is(201);

    assertThat(Fixture.configuration("cfg-hash-one").get("CodeSha256"))
        .isEqualTo(Fixture.configuration("cfg-hash-two").get("CodeSha256"));
  }

  @Test
  @Recorded("§1.3 GetFunction")
  void getFunctionAnswersConfigurationAndCodeAlone() {
    Fixture.create(asRecorded("cfg-whole")).is(201);
    Fixture.awaitActive("cfg-whole");

    var reply = get("cfg-whole").is(200).json();

    assertThat(reply.propertyNames()).containsExactly("Configuration", "Code");
    assertThat(Reply.normal(reply.get("Configuration").toString()))
        .isEqualTo(configuration("cfg-whole", ZIP, ACTIVE));
    assertThat(reply.get("Code").propertyNames()).containsExactly("RepositoryType", "Location");
    assertThat(reply.at("/Code/RepositoryType").asString()).isEqualTo("S3");
  }

  @Test
  @Recorded("§1.3 GetFunction's presigned code location")
  void theCodeCanBeFetchedWithoutCredentials() {
    Fixture.create(asRecorded("cfg-location")).is(201);
    var location = URI.create(get("cfg-location").json().at("/Code/Location").asString());

    var zip = Wire.send("GET", location, new byte[0], Map.of()).is(200);

    assertThat(zip.body()).isEqualTo(ZIP.asByteArrayUnsafe());
  }

  @Test
  @Recorded("§1.3 GetFunction: Tags only if there are any")
  void tagsAreAnsweredIfThereAreAny() {
    var request = asRecorded("cfg-tags");
    request.putObject("Tags").put("team", "blue");
    Fixture.create(request).is(201);

    assertThat(get("cfg-tags").json().get("Tags")).isEqualTo(tree("{\"team\":\"blue\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "echo/configuration, ARN:echo",
    "echo/configuration?Qualifier=%24LATEST, ARN:echo:$LATEST",
    "echo:%24LATEST/configuration, ARN:echo:$LATEST",
    "arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Aecho/configuration, ARN:echo",
  })
  @Recorded("§1.3 the ARN echoes how it was asked for")
  void theArnIsAnsweredAsItWasAskedFor(String path, String arn) {
    Fixture.echo();

    var reply = get(path).is(200).json();

    assertThat(Reply.normal(reply.get("FunctionArn").asString())).isEqualTo(arn);
    assertThat(reply.get("Version").asString()).isEqualTo("$LATEST");
  }

  @Test
  @Recorded("§1.2 list items: no states, no runtime version; unqualified ARN")
  void aListShowsNoStates() {
    Fixture.create(asRecorded("cfg-listed")).is(201);

    assertThat(listed("cfg-listed", "").toString())
        .isEqualTo(withoutRuntimeVersion(configuration("cfg-listed", ZIP, "")));
  }

  private static String withoutRuntimeVersion(String configuration) {
    return configuration.replace(
        "\"RuntimeVersionConfig\":{\"RuntimeVersionArn\":\"arn:aws:lambda:REGION::runtime:<hash>\"},",
        "");
  }

  @Test
  @Recorded("§1.2 FunctionVersion=ALL: qualified ARNs")
  void aListOfAllVersionsHasQualifiedArns() {
    Fixture.create(asRecorded("cfg-listed-all")).is(201);

    assertThat(listed("cfg-listed-all", "FunctionVersion=ALL").get("FunctionArn").asString())
        .isEqualTo("ARN:cfg-listed-all:$LATEST");
  }

  private static JsonNode listed(String name, String query) {
    var marker = "";
    while (true) {
      var page = Wire.lambda("GET", FUNCTIONS + "?" + query + marker, "").is(200);
      for (var item : tree(page.normal()).get("Functions")) {
        if (item.get("FunctionName").asString().equals(name)) {
          return item;
        }
      }
      assertThat(page.json().has("NextMarker")).isTrue();
      marker = "&Marker=" + Wire.encoded(page.json().get("NextMarker").asString());
    }
  }

  @Test
  @Recorded("§1.3 delete and create again: works at once, new RevisionId")
  void aNameCanBeUsedAgainAtOnce() {
    var first = Fixture.create(asRecorded("cfg-again")).is(201).json().get("RevisionId");
    Wire.lambda("DELETE", FUNCTIONS + "/cfg-again", "").is(204);

    var second = Fixture.create(asRecorded("cfg-again")).is(201).json().get("RevisionId");

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  @Recorded("§1.1 LastModified's format")
  void lastModifiedHasMillisecondsAndAnOffsetWithoutColon() {
    assertThat(Fixture.configuration(Fixture.echo()).get("LastModified").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
  }

  @Test
  @Recorded("§1.1 DeleteFunction answers 204 without a body")
  void deletionAnswersNoContent() {
    Fixture.create(asRecorded("cfg-deleted")).is(201);

    var reply = Wire.lambda("DELETE", FUNCTIONS + "/cfg-deleted", "").is(204);

    assertThat(reply.body()).isEmpty();
    get("cfg-deleted")
        .isLambdaError("ResourceNotFoundException", "Function not found: ARN:cfg-deleted");
  }
}
