package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** §1.5, function lookup. */
@NobodyMovesTheClock
class FunctionLookupTest {

  private static final String NOT_FOUND = "ResourceNotFoundException";

  @BeforeAll
  static void aFunctionIsThere() {
    Fixture.echo();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | nope                                     | ARN:nope
          GET    | nope/configuration                       | ARN:nope
          DELETE | nope                                     | ARN:nope
          PUT    | nope/code                                | ARN:nope
          PUT    | nope/configuration                       | ARN:nope
          POST   | nope/invocations                         | ARN:nope:$LATEST
          GET    | nope?Qualifier=%24LATEST                 | ARN:nope:$LATEST
          GET    | echo?Qualifier=1221                      | ARN:echo:1221
          GET    | echo/configuration?Qualifier=1221        | ARN:echo:1221
          GET    | echo?Qualifier=live                      | ARN:echo:live
          GET    | echo:live                                | ARN:echo:live
          POST   | echo/invocations?Qualifier=1221          | ARN:echo:1221
          POST   | echo/invocations?Qualifier=live          | ARN:echo:live
          POST   | echo:live/invocations                    | ARN:echo:live
          GET    | echo?Qualifier=%24latest                 | ARN:echo:$latest
          GET    | echo/configuration?Qualifier=%24latest   | ARN:echo:$latest
          POST   | echo/invocations?Qualifier=%24latest     | ARN:echo:$latest
          """)
  @Recorded("§1.5 what is not there")
  void whatIsNotThereIsNamedByItsArn(String method, String path, String arn) {
    var body = path.endsWith("/code") ? "{\"ZipFile\":\"UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==\"}" : "{}";

    Wire.lambda(method, FUNCTIONS + "/" + path, body)
        .isLambdaError(NOT_FOUND, "Function not found: " + arn);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, ''",
    "GET, /configuration",
    "DELETE, ''",
    "POST, /invocations",
    "PUT, /configuration"
  })
  @Recorded("§1.5 a function of another region")
  void functionsOfOtherRegionsAreNotReachable(String method, String rest) {
    var arn = Wire.encoded("arn:aws:lambda:us-west-2:111122223333:function:echo");

    Wire.lambda(method, FUNCTIONS + "/" + arn + rest, "{}")
        .isLambdaError(
            NOT_FOUND, "Functions from 'us-west-2' are not reachable in this region ('REGION')");
  }

  @ParameterizedTest
  @CsvSource({"GET, ''", "GET, /configuration", "DELETE, ''"})
  @Recorded("§1.5 a function of another account, without permission")
  void functionsOfOtherAccountsAreDenied(String method, String rest) {
    var arn = Wire.encoded("arn:aws:lambda:us-east-1:111111111111:function:echo");

    var reply = Wire.lambda(method, FUNCTIONS + "/" + arn + rest, "").is(403);

    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
    assertThat(reply.json().has("Type")).isFalse();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, echo:%24LATEST?Qualifier=1",
    "GET, echo:%24LATEST/configuration?Qualifier=1",
    "DELETE, echo:%24LATEST?Qualifier=1",
    "POST, echo:%24LATEST/invocations?Qualifier=1",
    "POST, nope:1/invocations?Qualifier=2",
  })
  @Recorded("§1.5 two qualifiers")
  void twoDifferentQualifiersAreRefused(String method, String path) {
    Wire.lambda(method, FUNCTIONS + "/" + path, "{}")
        .isLambdaError(
            "InvalidParameterValueException",
            "The derived qualifier from the function name does not match the specified"
                + " qualifier.");
  }

  @ParameterizedTest
  @CsvSource({"echo?Qualifier=%24LATEST", "echo:%24LATEST", "nope?Qualifier=%24LATEST"})
  @Recorded("§1.5 DeleteFunction with $LATEST")
  void theLatestVersionCannotBeDeletedAlone(String path) {
    Wire.lambda("DELETE", FUNCTIONS + "/" + path, "")
        .isLambdaError(
            "InvalidParameterValueException",
            "$LATEST version cannot be deleted without deleting the function.");
  }

  @ParameterizedTest
  @CsvSource({"echo?Qualifier=live", "echo:live", "nope?Qualifier=live"})
  @Recorded("§1.5 DeleteFunction with an alias (function may not exist)")
  void aliasesAreNotDeletedThisWay(String path) {
    Wire.lambda("DELETE", FUNCTIONS + "/" + path, "")
        .isLambdaError(
            "InvalidParameterValueException", "Deletion of aliases is not currently supported.");
  }

  @Test
  @Recorded("§1.5 DeleteFunction of a version that does not exist")
  void deletingAVersionThatDoesNotExistSucceeds() {
    var reply = Wire.lambda("DELETE", FUNCTIONS + "/echo?Qualifier=1221", "").is(204);

    assertThat(reply.body()).isEmpty();
    Wire.lambda("GET", FUNCTIONS + "/echo", "").is(200);
  }

  @Test
  @Recorded("§1.5 DeleteFunction of a version of a function that does not exist")
  void deletingAVersionOfNothingIsNotFound() {
    Wire.lambda("DELETE", FUNCTIONS + "/nope?Qualifier=1221", "")
        .isLambdaError(NOT_FOUND, "Function not found: ARN:nope");
  }
}
