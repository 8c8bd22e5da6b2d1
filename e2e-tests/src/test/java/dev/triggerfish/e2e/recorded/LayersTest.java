package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** §1.5 Layers: versions, their policies, and functions that have them. */
@NobodyMovesTheClock
class LayersTest {

  private static final String LAYERS = "/2018-10-31/layers";

  private static final String NOT_THERE = "The resource you requested does not exist.";

  private static String versions(String layer) {
    return LAYERS + "/" + layer + "/versions";
  }

  private static Reply publish(String layer) {
    return publish(layer, Reply.JSON.createObjectNode());
  }

  private static Reply publish(String layer, ObjectNode request) {
    var zip = Functions.zip(Map.of("python/m.py", "x = 1"));
    request.putObject("Content").put("ZipFile", Fixture.base64(zip));
    return Wire.lambda("POST", versions(layer), request.toString());
  }

  private static String arn(String layer) {
    return "arn:aws:lambda:us-east-1:111122223333:layer:" + layer;
  }

  private static List<String> names(JsonNode json) {
    return List.copyOf(json.propertyNames());
  }

  /** A message with the account and region as they are. */
  private static String normal(String text) {
    return Reply.normal(text);
  }

  @Test
  @Recorded("§1.5 Layers: PublishLayerVersion, GetLayerVersion and GetLayerVersionByArn")
  void aVersionIsShownAsItWasPublished() {
    var request = Reply.JSON.createObjectNode();
    request.put("Description", "d").put("LicenseInfo", "MIT");
    request.putArray("CompatibleRuntimes").add("python3.12");
    request.putArray("CompatibleArchitectures").add("x86_64");

    var published = publish("shown", request).is(201).json();

    assertThat(names(published))
        .containsExactlyInAnyOrder(
            "Content",
            "LayerArn",
            "LayerVersionArn",
            "Description",
            "CreatedDate",
            "Version",
            "CompatibleRuntimes",
            "LicenseInfo",
            "CompatibleArchitectures");
    assertThat(names(published.get("Content")))
        .containsExactlyInAnyOrder("Location", "CodeSha256", "CodeSize");
    assertThat(published.get("LayerArn").asString()).isEqualTo(arn("shown"));
    assertThat(published.get("LayerVersionArn").asString()).isEqualTo(arn("shown") + ":1");
    assertThat(Reply.normal(published.get("CreatedDate").asString())).isEqualTo("<time>");
    var got = withoutLink(Wire.lambda("GET", versions("shown") + "/1", "").is(200).json());
    assertThat(got).isEqualTo(withoutLink(published));
    var byArn = LAYERS + "?find=LayerVersion&Arn=" + Wire.encoded(arn("shown") + ":1");
    assertThat(withoutLink(Wire.lambda("GET", byArn, "").is(200).json())).isEqualTo(got);
  }

  private static JsonNode withoutLink(JsonNode version) {
    ((ObjectNode) version.get("Content")).remove("Location");
    return version;
  }

  @Test
  @Recorded("§1.5 Layers: members that were not sent")
  void whatWasNotSaidIsNotShown() {
    assertThat(names(publish("plain").is(201).json()))
        .containsExactlyInAnyOrder(
            "Content", "LayerArn", "LayerVersionArn", "Description", "CreatedDate", "Version");
  }

  @Test
  @Recorded("§1.5 unknown runtime, of a layer")
  void aLayerIsForRuntimesThatThereAre() {
    var request = Reply.JSON.createObjectNode();
    request.putArray("CompatibleRuntimes").add("invalidruntime").add("nodejs20.x");

    var reply = publish("for-nobody", request).is(400);

    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("ValidationException");
    assertThat(reply.json().get("message").asString())
        .startsWith(
            "1 validation error detected: Value '[invalidruntime, nodejs20.x]' at"
                + " 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy enum"
                + " value set: [nodejs20.x, python3.14, ")
        .endsWith(", java8.al2]");
  }

  @Test
  @Recorded("§1.5 Layers: numbers survive deletion; deletion is idempotent")
  void numbersAreNotUsedAgain() {
    publish("numbers").is(201);
    assertThat(publish("numbers").json().get("Version").asInt()).isEqualTo(2);
    for (var version : List.of(1, 2, 2)) {
      Wire.lambda("DELETE", versions("numbers") + "/" + version, "").is(204);
    }

    assertThat(publish("numbers").json().get("Version").asInt()).isEqualTo(3);
  }

  @Test
  @Recorded("§1.2 ListLayerVersions newest first")
  void theNewestVersionIsListedFirst() {
    publish("listed").is(201);
    publish("listed").is(201);

    var listed = Wire.lambda("GET", versions("listed"), "").is(200).json().get("LayerVersions");

    assertThat(listed.values())
        .extracting(each -> each.get("Version").asInt())
        .containsExactly(2, 1);
    assertThat(names(listed.get(0)))
        .containsExactlyInAnyOrder("LayerVersionArn", "Version", "Description", "CreatedDate");
    assertThat(Wire.lambda("GET", versions("no-such-layer"), "").is(200).text())
        .isEqualTo("{\"LayerVersions\":[]}");
  }

  @ParameterizedTest
  @CsvSource({
    "/no-such-layer/versions/1",
    "/there/versions/99",
    "?find=LayerVersion&Arn=arn:aws:lambda:us-east-1:111122223333:layer:there:99",
  })
  @Recorded("§1.5 layer version missing (get)")
  void aVersionThatIsNotThereIsNotFound(String path) {
    publish("there").is(201);

    Wire.lambda("GET", LAYERS + path, "").isLambdaError("ResourceNotFoundException", NOT_THERE);
  }

  @ParameterizedTest
  @CsvSource({"GET, 0", "GET, -1", "DELETE, 0", "DELETE, -1"})
  @Recorded("§1.5 Layers: version below 1")
  void numbersBeginWithOne(String method, String version) {
    Wire.lambda(method, versions("numbers") + "/" + version, "")
        .isLambdaError("InvalidParameterValueException", "Layer Version Cannot be less than 1");
  }

  private static ObjectNode permission(String statementId) {
    return Reply.JSON
        .createObjectNode()
        .put("StatementId", statementId)
        .put("Action", "lambda:GetLayerVersion")
        .put("Principal", "*");
  }

  @Test
  @Recorded("§1.5 Layers: life of a policy")
  void aVersionsPolicyIsTheListOfItsPermissions() {
    publish("shared").is(201);
    var policy = versions("shared") + "/1/policy";
    Wire.lambda("GET", policy, "")
        .isLambdaError(
            "ResourceNotFoundException", "No policy is associated with the given resource.");

    var added = Wire.lambda("POST", policy, permission("s1").toString()).is(201).json();

    assertThat(names(added)).containsExactlyInAnyOrder("Statement", "RevisionId");
    var statement = added.get("Statement").asString();
    assertThat(normal(statement))
        .isEqualTo(
            "{\"Sid\":\"s1\",\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"lambda:GetLayerVersion\","
                + "\"Resource\":\"arn:aws:lambda:REGION:ACCT:layer:shared:1\"}");
    var got = Wire.lambda("GET", policy, "").is(200).json();
    assertThat(got.get("Policy").asString())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + statement + "]}");
    assertThat(got.get("RevisionId")).isEqualTo(added.get("RevisionId"));
    Wire.lambda("POST", policy, permission("s1").toString())
        .isLambdaError(
            "ResourceConflictException",
            "The statement id (s1) provided already exists. Please provide a new statement id, or"
                + " remove the existing statement.");
    Wire.lambda("DELETE", policy + "/doesnotexist", "")
        .isLambdaError(
            "ResourceNotFoundException", "Statement doesnotexist is not found in resource policy.");
    Wire.lambda("DELETE", policy + "/s1", "").is(204);
  }

  @Test
  @Recorded("§1.5 RevisionId stale, layer policy")
  void aStaleRevisionChangesNothing() {
    publish("revised").is(201);
    var policy = versions("revised") + "/1/policy";
    Wire.lambda("POST", policy, permission("s1").toString()).is(201);
    var stale =
        "The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy"
            + " API to retrieve the latest Revision Id";

    Wire.lambda("POST", policy + "?RevisionId=wrong", permission("s2").toString())
        .isLambdaError("PreconditionFailedException", stale);
    Wire.lambda("DELETE", policy + "/s1?RevisionId=wrong", "")
        .isLambdaError("PreconditionFailedException", stale);
  }

  @ParameterizedTest
  @CsvSource({"GET, policy", "POST, policy", "DELETE, policy/s1"})
  @Recorded("§1.5 Layers: policy operations on what is missing")
  void aMissingVersionHasNoPolicy(String method, String path) {
    var body = method.equals("POST") ? permission("s1").toString() : "";

    Wire.lambda(method, versions("missing") + "/1/" + path, body)
        .isLambdaError(
            "ResourceNotFoundException",
            "Layer version arn:aws:lambda:REGION:ACCT:layer:missing:1 does not exist.");
  }

  @Test
  @Recorded("§1.5 Layers: policy action")
  void nothingElseIsPermittedThanToGetAVersion() {
    publish("action").is(201);

    Wire.lambda(
            "POST", versions("action") + "/1/policy", permission("s").put("Action", "*").toString())
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: Value '*' at 'action' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: lambda:GetLayerVersion");
  }

  private static Reply create(String... layers) {
    var request = Fixture.request("with-bad-layers");
    var list = request.putArray("Layers");
    for (var layer : layers) {
      list.add(layer);
    }
    return Fixture.create(request);
  }

  @Test
  @Recorded("§1.5 >5 layers")
  void fiveLayersAreTheMost() {
    var layers = new String[6];
    for (var i = 0; i < layers.length; i++) {
      publish("quota-" + i).is(201);
      layers[i] = arn("quota-" + i) + ":1";
    }

    create(layers)
        .isLambdaError("InvalidParameterValueException", "Cannot reference more than 5 layers.");
  }

  @ParameterizedTest
  @CsvSource({"doesnotexist:1", "twice:9"})
  @Recorded("§1.5 layer version missing")
  void aFunctionGetsOnlyWhatIsThere(String layer) {
    create(arn(layer))
        .isLambdaError(
            "InvalidParameterValueException",
            "Layer version arn:aws:lambda:REGION:ACCT:layer:" + layer + " does not exist.");
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 1", "2, 1"})
  @Recorded("§1.5 same layer twice")
  void ofOneLayerThereIsOneVersion(int one, int other) {
    publish("twice-" + one + other).is(201);
    publish("twice-" + one + other).is(201);
    var layer = arn("twice-" + one + other) + ":";

    create(layer + one, layer + other)
        .isLambdaError(
            "InvalidParameterValueException",
            normal(
                "Two different versions of the same layer are not allowed to be referenced in the"
                    + " same function. "
                    + layer
                    + one
                    + " and "
                    + layer
                    + other
                    + " are versions of the same layer."));
  }

  @Test
  @Recorded("§1.5 layer other region")
  void layersAreOfTheFunctionsRegion() {
    create("arn:aws:lambda:eu-central-1:111122223333:layer:far:1")
        .isLambdaError(
            "InvalidParameterValueException",
            "Layers are not in the same region as the function. Layers are expected to be in region"
                + " REGION.");
  }

  @Test
  @Recorded("§1.5 layer arn w/o version")
  void aLayerNeedsAVersion() {
    create(arn("unversioned"))
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: Value '[arn:aws:lambda:REGION:ACCT:layer:unversioned]' at"
                + " 'layers' failed to satisfy constraint: Member must satisfy constraint: [Member"
                + " must have length less than or equal to 2048, Member must have length greater"
                + " than or equal to 1, Member must satisfy regular expression pattern:"
                + " (arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+),"
                + " Member must not be null]");
  }

  @Test
  @Recorded("§1.5 layer not permitted")
  void anotherAccountsLayerNeedsItsPermission() {
    var layer = "arn:aws:lambda:us-east-1:999988887777:layer:theirs:1";
    var reply = create(layer).is(403);

    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
    assertThat(reply.json().get("Message").asString())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:root is not authorized to perform:"
                + " lambda:GetLayerVersion on resource: "
                + layer
                + " because no resource-based policy allows the lambda:GetLayerVersion action");
  }

  @Test
  @Recorded("§1.5 Layers: functions keep a deleted version")
  void aFunctionShowsALayerThatIsGone() {
    publish("gone").is(201);
    var layer = arn("gone") + ":1";
    Fixture.function(
        "has-gone-layer",
        Functions.python("import m\ndef handler(event, context): return m.x"),
        request -> request.putArray("Layers").add(layer));
    Wire.lambda("DELETE", versions("gone") + "/1", "").is(204);

    var shown = Fixture.configuration("has-gone-layer").get("Layers");

    assertThat(shown.size()).isEqualTo(1);
    assertThat(names(shown.get(0))).containsExactlyInAnyOrder("Arn", "CodeSize");
    assertThat(shown.get(0).get("Arn").asString()).isEqualTo(layer);
    assertThat(Fixture.invoke("has-gone-layer", "{}").is(200).text()).isEqualTo("1");
  }
}
