package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** §1.5, aliases. */
@NobodyMovesTheClock
class AliasesTest {

  private static final String PATH = FUNCTIONS + "/aliased/aliases";

  /** Versions 1 and 2, which say who they are. */
  @BeforeAll
  static void twoVersionsAreThere() {
    Fixture.function(
        "aliased",
        Functions.python(
            """
            def handler(event, context):
                return [context.invoked_function_arn, context.function_version]
            """));
    VersionsTest.publish("aliased", "{}").is(201);
    VersionsTest.configure("aliased", "{\"Timeout\":4}");
    VersionsTest.publish("aliased", "{}").is(201);
  }

  private static Reply create(String name, String version, String rest) {
    return Wire.lambda(
        "POST",
        PATH,
        "{\"Name\":\"" + name + "\",\"FunctionVersion\":\"" + version + "\"" + rest + "}");
  }

  private static String weights(String json) {
    return ",\"RoutingConfig\":{\"AdditionalVersionWeights\":" + json + "}";
  }

  private static Reply get(String name) {
    return Wire.lambda("GET", PATH + "/" + name, "");
  }

  private static Reply update(String name, String json) {
    return Wire.lambda("PUT", PATH + "/" + name, json);
  }

  private static List<String> listed(String query) {
    var reply = Wire.lambda("GET", FUNCTIONS + "/alias-list/aliases" + query, "").is(200);
    return StreamSupport.stream(reply.json().get("Aliases").spliterator(), false)
        .map(each -> each.get("Name").asString())
        .toList();
  }

  @Test
  @Recorded("§1.5 alias reply; §11.1 (5) weights are shown and cleared")
  void theLifeOfAnAlias() {
    var shown =
        """
        {"AliasArn":"ARN:aliased:life","Name":"life","FunctionVersion":"1","Description":"mine",
         "RevisionId":"<uuid>"%s}
        """;
    var weighted = shown.formatted(weights("{\"2\":0.2}"));

    var created =
        create("life", "1", ",\"Description\":\"mine\"" + weights("{\"2\":0.2}")).is(201, weighted);
    assertThat(get("life").is(200, weighted).json()).isEqualTo(created.json());
    var cleared =
        update("life", "{" + weights("{}").substring(1) + "}").is(200, shown.formatted(""));
    get("life").is(200, shown.formatted(""));
    assertThat(cleared.json().get("RevisionId")).isNotEqualTo(created.json().get("RevisionId"));

    assertThat(Wire.lambda("DELETE", PATH + "/life", "").is(204).body()).isEmpty();
    get("life")
        .isLambdaError("ResourceNotFoundException", "Cannot find alias arn: ARN:aliased:life");
    Wire.lambda("DELETE", PATH + "/life", "").is(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aliased", "nope"})
  @Recorded("§1.5 delete of a non-existent alias")
  void deletingWhatIsNotThereSucceeds(String function) {
    Wire.lambda("DELETE", FUNCTIONS + "/" + function + "/aliases/never", "").is(204);
  }

  @Test
  @Recorded("§1.5 an alias may point to $LATEST")
  void anAliasOfLatest() {
    create("latest", "$LATEST", "")
        .is(
            201,
            """
            {"AliasArn":"ARN:aliased:latest","Name":"latest","FunctionVersion":"$LATEST",
             "Description":"","RevisionId":"<uuid>"}
            """);
  }

  @Test
  @Recorded("§1.5 names like a date")
  void aNameMayBeADate() {
    create("2024-01-02", "1", "").is(201);
    get("2024-01-02").is(200);
  }

  @Test
  @Recorded("§1.5 pure digits rejected")
  void aNameMayNotBeANumber() {
    create("2024", "1", "")
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: Value '2024' at 'name' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
  }

  @Test
  @Recorded("§1.5 empty weights")
  void noWeightsAreNoRouting() {
    var created = create("unweighted", "1", weights("{}")).is(201).json();

    assertThat(created.has("RoutingConfig")).isFalse();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1  | {"1":0.8,"2":0.2} | InvalidParameterValueException | Number of items in AdditionalVersionWeights cannot be greater than 1
          1  | {"2":2}           | ValidationException            | 1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]
          1  | {"2":-1}          | ValidationException            | 1 validation error detected: Value '{2=-1.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]
          1  | {"1":0.5}         | InvalidParameterValueException | Invalid function version 1. Function version 1 is already included in routing configuration.
          10 | {"2":0.5}         | ResourceNotFoundException      | Function not found: ARN:aliased:10
          1  | {"10":0.5}        | ResourceNotFoundException      | Function not found: ARN:aliased:10
          1  | {"$LATEST":0.5}   | ValidationException            | 1 validation error detected: Value '{$LATEST=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]
          """)
  @Recorded("§1.5 alias errors: weights")
  void weightsThatAreRefused(String version, String weights, String code, String message) {
    create("refused", version, weights(weights)).isLambdaError(code, message);
    get("refused").is(404);
  }

  @Test
  @Recorded("§1.5 $LATEST primary with weights; §1.1 without Type")
  void latestCannotShare() {
    create("refused", "$LATEST", weights("{\"1\":0.5}"))
        .isError(
            400,
            "InvalidParameterValueException",
            "{\"message\":\"$LATEST is not supported for an alias pointing to more than 1"
                + " version\"}");
  }

  @Test
  @Recorded("§1.5 an alias of a function that does not exist")
  void anAliasOfNothing() {
    Wire.lambda(
            "POST",
            FUNCTIONS + "/nope/aliases",
            "{\"Name\":\"live\",\"FunctionVersion\":\"1\"" + weights("{\"2\":0.5}") + "}")
        .isLambdaError("ResourceNotFoundException", "Function not found: ARN:nope:1");
  }

  @Test
  @Recorded("§1.5 alias exists")
  void aNameIsTakenOnce() {
    create("taken", "1", "").is(201);

    create("taken", "2", "")
        .isLambdaError("ResourceConflictException", "Alias already exists: ARN:aliased:taken");
  }

  @Test
  @Recorded("§1.5 GetAlias and UpdateAlias missing")
  void missingAliasesAreNamedInTwoWays() {
    get("none")
        .isLambdaError("ResourceNotFoundException", "Cannot find alias arn: ARN:aliased:none");
    update("none", "{\"Description\":\"x\"}")
        .isLambdaError("ResourceNotFoundException", "Alias not found: ARN:aliased:none");
  }

  @Test
  @Recorded("§1.5 RevisionId stale (alias)")
  void aStaleRevisionIsRefused() {
    var stale = create("stale", "1", "").is(201).json().get("RevisionId").asString();
    update("stale", "{\"FunctionVersion\":\"2\"}").is(200);

    update("stale", "{\"FunctionVersion\":\"1\",\"RevisionId\":\"" + stale + "\"}")
        .isLambdaError(
            "PreconditionFailedException",
            "The Revision Id provided does not match the latest Revision Id. Call the"
                + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    assertThat(get("stale").json().get("FunctionVersion").asString()).isEqualTo("2");
  }

  @Test
  @Recorded("§1.5 deleting a version still referenced by aliases")
  void aVersionInUseStays() {
    Fixture.function("alias-use", Functions.python("def handler(e, c): pass"));
    VersionsTest.publish("alias-use", "{}").is(201);
    for (var alias : List.of("live", "beta")) {
      Wire.lambda(
              "POST",
              FUNCTIONS + "/alias-use/aliases",
              "{\"Name\":\"" + alias + "\",\"FunctionVersion\":\"1\"}")
          .is(201);
    }

    Wire.lambda("DELETE", FUNCTIONS + "/alias-use?Qualifier=1", "")
        .isLambdaError(
            "ResourceConflictException",
            "Unable to delete version because the following aliases reference it: [beta, live]");
    Wire.lambda("GET", FUNCTIONS + "/alias-use:1", "").is(200);
  }

  @Test
  @Recorded("§1.2 ListAliases: by name, FunctionVersion filters on the primary version")
  void listsByNameAndPrimaryVersion() {
    Fixture.function("alias-list", Functions.python("def handler(e, c): pass"));
    VersionsTest.publish("alias-list", "{}").is(201);
    VersionsTest.configure("alias-list", "{\"Timeout\":4}");
    VersionsTest.publish("alias-list", "{}").is(201);
    for (var alias :
        List.of(
            "\"c\",\"FunctionVersion\":\"1\"",
            "\"a\",\"FunctionVersion\":\"2\"",
            "\"b\",\"FunctionVersion\":\"1\"" + weights("{\"2\":0.5}"))) {
      Wire.lambda("POST", FUNCTIONS + "/alias-list/aliases", "{\"Name\":" + alias + "}").is(201);
    }

    assertThat(listed("")).containsExactly("a", "b", "c");
    assertThat(listed("?FunctionVersion=2")).containsExactly("a");
    assertThat(listed("?FunctionVersion=1")).containsExactly("b", "c");
    assertThat(listed("?MaxItems=2")).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aliased:run/invocations",
        "aliased/invocations?Qualifier=run",
        "arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Aaliased%3Arun/invocations"
      })
  @Recorded("§1.7 invokedFunctionArn keeps the alias, functionVersion is the number")
  void anAliasIsInvokedByItsName(String path) {
    create("run", "2", "");

    var reply = Wire.lambda("POST", FUNCTIONS + "/" + path, "{}").is(200);

    assertThat(reply.header("X-Amz-Executed-Version")).isEqualTo("2");
    assertThat(reply.normal()).isEqualTo("[\"ARN:aliased:run\", \"2\"]");
  }

  @Test
  @Recorded("§1.3 the ARN is repeated as it was asked for")
  void aFunctionIsShownByItsAlias() {
    create("shown", "1", weights("{\"2\":0.5}"));

    var reply = Wire.lambda("GET", FUNCTIONS + "/aliased?Qualifier=shown", "").is(200).json();

    var configuration = reply.get("Configuration");
    assertThat(Reply.normal(configuration.get("FunctionArn").asString()))
        .isEqualTo("ARN:aliased:shown");
    assertThat(configuration.get("Version").asString()).isEqualTo("1");
    assertThat(configuration.get("Timeout").asInt()).isEqualTo(3);
  }
}
