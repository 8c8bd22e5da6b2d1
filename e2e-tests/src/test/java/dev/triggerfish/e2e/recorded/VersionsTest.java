package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** §1.5, versions. */
@NobodyMovesTheClock
class VersionsTest {

  private static final String SHOWS_ITSELF =
      """
      import os
      def handler(event, context):
          return [context.invoked_function_arn, context.function_version,
                  os.environ["AWS_LAMBDA_FUNCTION_VERSION"], os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]]
      """;

  static Reply publish(String name, String json) {
    return Wire.lambda("POST", FUNCTIONS + "/" + name + "/versions", json);
  }

  private static Reply get(String name, String qualifier) {
    return Wire.lambda("GET", FUNCTIONS + "/" + name + "/configuration?Qualifier=" + qualifier, "");
  }

  static void configure(String name, String json) {
    Wire.lambda("PUT", FUNCTIONS + "/" + name + "/configuration", json).is(200);
    Fixture.awaitActive(name);
  }

  private static List<String> listed(String name) {
    var reply = Wire.lambda("GET", FUNCTIONS + "/" + name + "/versions", "").is(200);
    return StreamSupport.stream(reply.json().get("Versions").spliterator(), false)
        .map(each -> each.get("Version").asString())
        .toList();
  }

  private static String revision(JsonNode configuration) {
    return configuration.get("RevisionId").asString();
  }

  @Test
  @Recorded("§1.5 PublishVersion")
  void aPublishedVersionIsActiveUnderItsOwnArn() {
    Fixture.function("publish", Functions.python(SHOWS_ITSELF));
    var latest = Fixture.configuration("publish");

    var reply = publish("publish", "{\"Description\":\"first\"}").is(201);

    reply.is(
        201,
        """
        {"FunctionName":"publish","FunctionArn":"ARN:publish:1","Runtime":"python3.12",
         "Role":"arn:aws:iam::ACCT:role/recorded","Handler":"index.handler","CodeSize":%d,
         "Description":"first","Timeout":3,"MemorySize":128,"LastModified":"<time>",
         "CodeSha256":"%s","Version":"1","TracingConfig":{"Mode":"PassThrough"},
         "RevisionId":"<uuid>","State":"Active","LastUpdateStatus":"Successful",
         "PackageType":"Zip","Architectures":["x86_64"],"EphemeralStorage":{"Size":512},
         "SnapStart":{"ApplyOn":"None","OptimizationStatus":"Off"},
         "RuntimeVersionConfig":{"RuntimeVersionArn":"arn:aws:lambda:REGION::runtime:<hash>"},
         "LoggingConfig":{"LogFormat":"Text","LogGroup":"/aws/lambda/publish"}}
        """
            .formatted(latest.get("CodeSize").asInt(), latest.get("CodeSha256").asString()));
    assertThat(get("publish", "1").is(200).json()).isEqualTo(reply.json());
    assertThat(revision(Fixture.configuration("publish")))
        .isNotIn(revision(latest), revision(reply.json()));
  }

  @Test
  @Recorded("§11.1 (4) publish, publish unchanged, change, publish, delete, list")
  void theLifeOfVersions() {
    Fixture.function("version-life", Functions.python(SHOWS_ITSELF));
    var first = publish("version-life", "{}").is(201);
    var unchanged = publish("version-life", "{\"Description\":\"another\"}").is(201);
    configure("version-life", "{\"Timeout\":4}");
    var second = publish("version-life", "{}").is(201);
    assertThat(listed("version-life")).containsExactly("$LATEST", "1", "2");
    Wire.lambda("DELETE", FUNCTIONS + "/version-life?Qualifier=1", "").is(204);

    assertThat(unchanged.json()).isEqualTo(first.json());
    assertThat(second.json().get("Version").asString()).isEqualTo("2");
    assertThat(listed("version-life")).containsExactly("$LATEST", "2");
    get("version-life", "1")
        .isLambdaError("ResourceNotFoundException", "Function not found: ARN:version-life:1");
  }

  @Test
  @Recorded("§1.5 a change of nothing but the description is published")
  void aNewDescriptionOfTheFunctionIsAChange() {
    Fixture.function("version-description", Functions.python(SHOWS_ITSELF));
    publish("version-description", "{\"Description\":\"own\"}").is(201);
    configure("version-description", "{\"Description\":\"changed\"}");

    var second = publish("version-description", "{}").is(201).json();

    assertThat(second.get("Version").asString()).isEqualTo("2");
    assertThat(second.get("Description").asString()).isEqualTo("changed");
    assertThat(get("version-description", "1").json().get("Description").asString())
        .isEqualTo("own");
  }

  @Test
  @Recorded("§1.5 version numbers are never reused")
  void numbersAreNotReused() {
    Fixture.function("version-numbers", Functions.python(SHOWS_ITSELF));
    publish("version-numbers", "{}").is(201);
    Wire.lambda("DELETE", FUNCTIONS + "/version-numbers:1", "").is(204);

    assertThat(publish("version-numbers", "{}").is(201).json().get("Version").asString())
        .isEqualTo("2");
  }

  @Test
  @Recorded("§1.5 CreateFunction with Publish")
  void aFunctionCreatedWithItsFirstVersion() {
    var request = Fixture.request("version-create");
    request.put("Publish", true);

    var created = Fixture.create(request).is(201).json();

    assertThat(Reply.normal(created.get("FunctionArn").asString())).isEqualTo("ARN:version-create");
    assertThat(created.get("Version").asString()).isEqualTo("1");
    assertThat(created.get("State").asString()).isEqualTo("Pending");
    Fixture.awaitActive("version-create");
    Fixture.awaitActive("version-create:1");
    var version = get("version-create", "1").is(200).json();
    assertThat(Reply.normal(version.get("FunctionArn").asString()))
        .isEqualTo("ARN:version-create:1");
    assertThat(publish("version-create", "{}").is(201).json()).isEqualTo(version);
  }

  @Test
  @Recorded("§1.5 UpdateFunctionCode with Publish")
  void newCodeIsPublishedPending() {
    Fixture.function("version-update", Functions.python(SHOWS_ITSELF));
    var zip = Fixture.base64(Functions.python("def handler(event, context): return 'new'"));

    var updated =
        Wire.lambda(
                "PUT",
                FUNCTIONS + "/version-update/code",
                "{\"Publish\":true,\"ZipFile\":\"" + zip + "\"}")
            .is(200)
            .json();

    assertThat(Reply.normal(updated.get("FunctionArn").asString()))
        .isEqualTo("ARN:version-update:1");
    assertThat(updated.get("Version").asString()).isEqualTo("1");
    assertThat(updated.get("State").asString()).isEqualTo("Pending");
    assertThat(updated.get("StateReasonCode").asString()).isEqualTo("Creating");
    assertThat(updated.has("LastUpdateStatus")).isFalse();
    Fixture.awaitActive("version-update:1");
    assertThat(Fixture.invoke("version-update:1", "{}").is(200).text()).isEqualTo("\"new\"");
  }

  @Test
  @Recorded("§1.5 PublishVersion with other code")
  void otherCodeIsNotPublished() {
    var name = Fixture.function("version-code", Functions.python(SHOWS_ITSELF));
    var code = Fixture.configuration(name).get("CodeSha256").asString();

    publish(name, "{\"CodeSha256\":\"somenonexistentsha256\"}")
        .isLambdaError(
            "InvalidParameterValueException",
            "CodeSHA256 (somenonexistentsha256) is different from current CodeSHA256 in $LATEST ("
                + code
                + "). Please try again with the CodeSHA256 in $LATEST.");
    publish(name, "{\"CodeSha256\":\"" + code + "\"}").is(201);
  }

  @Test
  @Recorded("§1.5 RevisionId stale (publish)")
  void aStaleRevisionIsNotPublished() {
    var name = Fixture.function("version-stale", Functions.python(SHOWS_ITSELF));
    var stale = revision(Fixture.configuration(name));
    configure(name, "{\"Timeout\":4}");

    publish(name, "{\"RevisionId\":\"" + stale + "\"}")
        .isLambdaError(
            "PreconditionFailedException",
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    assertThat(listed(name)).containsExactly("$LATEST");
  }

  @ParameterizedTest
  @CsvSource({"POST, '{}'", "GET, ''"})
  @Recorded("§1.5 missing function (unqualified)")
  void versionsOfNothing(String method, String body) {
    Wire.lambda(method, FUNCTIONS + "/nope/versions", body)
        .isLambdaError("ResourceNotFoundException", "Function not found: ARN:nope");
  }

  @Test
  @Recorded("§1.2 lists have qualified ARNs and no states")
  void whatListsShow() {
    var name = Fixture.function("version-list", Functions.python(SHOWS_ITSELF));
    publish(name, "{}").is(201);

    var versions = Wire.lambda("GET", FUNCTIONS + "/" + name + "/versions", "").is(200).json();
    var all = Wire.lambda("GET", FUNCTIONS + "/?FunctionVersion=ALL&MaxItems=50", "").is(200);

    assertThat(Reply.normal(versions.get("Versions").get(0).get("FunctionArn").asString()))
        .isEqualTo("ARN:version-list:$LATEST");
    assertThat(Reply.normal(versions.get("Versions").get(1).get("FunctionArn").asString()))
        .isEqualTo("ARN:version-list:1");
    assertThat(versions.has("NextMarker")).isFalse();
    for (var member : List.of("State", "LastUpdateStatus", "RuntimeVersionConfig")) {
      assertThat(versions.get("Versions").get(1).has(member)).as(member).isFalse();
    }
    assertThat(all.json().get("Functions"))
        .allSatisfy(
            each ->
                assertThat(each.get("FunctionArn").asString())
                    .endsWith(":" + each.get("Version").asString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version-run:1/invocations
          version-run/invocations?Qualifier=1
          arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Aversion-run%3A1/invocations
          111122223333%3Afunction%3Aversion-run%3A1/invocations
          """)
  @Recorded("§1.7 a version is invoked by its number")
  void aVersionRunsAsItself(String path) {
    Fixture.function(
        "version-run", Functions.python(SHOWS_ITSELF), request -> request.put("Publish", true));
    Fixture.awaitActive("version-run:1");

    var reply = Wire.lambda("POST", FUNCTIONS + "/" + path, "{}").is(200);

    assertThat(reply.header("X-Amz-Executed-Version")).isEqualTo("1");
    var said = reply.json();
    assertThat(Reply.normal(said.get(0).asString())).isEqualTo("ARN:version-run:1");
    assertThat(said.get(1).asString()).isEqualTo("1");
    assertThat(said.get(2).asString()).isEqualTo("1");
    assertThat(said.get(3).asString()).matches("\\d{4}/\\d\\d/\\d\\d/\\[1][0-9a-f]{32}");
  }
}
