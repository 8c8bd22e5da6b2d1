package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** §1.6: how functions may be named. */
@NobodyMovesTheClock
class FunctionNamesTest {

  private static final String START =
      "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?"
          + "(\\d{12}:)?(function:)?";

  private static final String NAME =
      START + "([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

  private static final String NEW_NAME = START + "([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";

  private static final String QUALIFIER = "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";

  @BeforeAll
  static void aFunctionIsThere() {
    Fixture.echo();
  }

  /** An operation on a name; CreateFunction has no qualifier of its own. */
  private static Reply call(String operation, String name, String qualifier) {
    var query = qualifier.isEmpty() ? "" : "?Qualifier=" + Wire.encoded(qualifier);
    var path = FUNCTIONS + "/" + Wire.encoded(name);
    return switch (operation) {
      case "get" -> Wire.lambda("GET", path + query, "");
      case "delete" -> Wire.lambda("DELETE", path + query, "");
      case "invoke" -> Wire.lambda("POST", path + "/invocations" + query, "{}");
      case "create" ->
          Fixture.create(Fixture.request(qualifier.isEmpty() ? name : name + ":" + qualifier));
      default -> throw new IllegalArgumentException(operation);
    };
  }

  private static String actual(String name) {
    return name.replace("ACCT", "111122223333").replace("REGION", "us-east-1");
  }

  private static String violation(String value, String member, String constraint) {
    return "Value '"
        + value
        + "' at '"
        + member
        + "' failed to satisfy constraint: Member must "
        + constraint;
  }

  private static String pattern(String pattern) {
    return "satisfy regular expression pattern: " + pattern;
  }

  private static String shorter(int length) {
    return "have length less than or equal to " + length;
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get    | *
          delete | *
          invoke | *
          create | *
          get    | my-function!
          delete | my-function!
          invoke | my-function!
          create | my-function!
          get    | invalid-account:function:my-function
          delete | invalid-account:function:my-function
          invoke | invalid-account:function:my-function
          create | invalid-account:function:my-function
          get    | arn:aws:lambda:invalid-region:ACCT:function:my-function
          delete | arn:aws:lambda:invalid-region:ACCT:function:my-function
          invoke | arn:aws:lambda:invalid-region:ACCT:function:my-function
          create | arn:aws:lambda:invalid-region:ACCT:function:my-function
          get    | arn:aws:ec2:REGION:ACCT:instance:i-1234567890abcdef0
          delete | arn:aws:ec2:REGION:ACCT:instance:i-1234567890abcdef0
          invoke | arn:aws:ec2:REGION:ACCT:instance:i-1234567890abcdef0
          create | arn:aws:ec2:REGION:ACCT:instance:i-1234567890abcdef0
          get    | arn:aws:lambda:REGION:ACCT:function:my-function:1:2
          delete | arn:aws:lambda:REGION:ACCT:function:my-function:1:2
          invoke | arn:aws:lambda:REGION:ACCT:function:my-function:1:2
          create | arn:aws:lambda:REGION:ACCT:function:my-function:1:2
          get    | function:my-function:$LATEST:extra
          delete | function:my-function:$LATEST:extra
          invoke | function:my-function:$LATEST:extra
          create | function:my-function:$LATEST:extra
          get    | arn:aws:lambda::ACCT:function:my-function
          delete | arn:aws:lambda::ACCT:function:my-function
          invoke | arn:aws:lambda::ACCT:function:my-function
          create | arn:aws:lambda::ACCT:function:my-function
          get    | arn:aws:lambda:REGION::function:my-function
          delete | arn:aws:lambda:REGION::function:my-function
          invoke | arn:aws:lambda:REGION::function:my-function
          create | arn:aws:lambda:REGION::function:my-function
          get    | arn:aws:lambda:REGION:ACCT:function:my-function:$LATES
          delete | arn:aws:lambda:REGION:ACCT:function:my-function:$LATES
          invoke | arn:aws:lambda:REGION:ACCT:function:my-function:$LATES
          create | arn:aws:lambda:REGION:ACCT:function:my-function:$LATES
          get    | arn:aws:lambda:REGION:ACCT@function:myfn
          delete | arn:aws:lambda:REGION:ACCT@function:myfn
          invoke | arn:aws:lambda:REGION:ACCT@function:myfn
          create | arn:aws:lambda:REGION:ACCT@function:myfn
          """)
  @Recorded("§1.6 the patterns of names")
  void namesThatAreNoneAreRefusedWithThePattern(String operation, String name) {
    var pattern = operation.equals("create") ? NEW_NAME : NAME;

    call(operation, actual(name), "")
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: "
                + violation(Reply.normal(actual(name)), "functionName", pattern(pattern)));
  }

  @ParameterizedTest
  @CsvSource({"get", "delete", "invoke"})
  @Recorded("§1.6 the pattern of qualifiers")
  void qualifiersThatAreNoneAreRefusedWithThePattern(String operation) {
    call(operation, "my-function", "invalid!")
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: "
                + violation("invalid!", "qualifier", pattern(QUALIFIER)));
  }

  @ParameterizedTest
  @CsvSource({"get", "delete", "invoke"})
  @Recorded("§1.6 the length of qualifiers")
  void qualifiersHaveAtMost128Characters(String operation) {
    var qualifier = "a".repeat(129);

    call(operation, "my-function", qualifier)
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: " + violation(qualifier, "qualifier", shorter(128)));
  }

  @ParameterizedTest
  @CsvSource({"invalid!", "$latest"})
  @Recorded("§1.6 a qualifier in the name of what is created")
  void createTakesNoSuchQualifiers(String qualifier) {
    call("create", "my-function", qualifier)
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: "
                + violation("my-function:" + qualifier, "functionName", pattern(NEW_NAME)));
  }

  @Test
  @Recorded("§1.6 the length of names with qualifiers on create")
  void createTakesAtMost140Characters() {
    var name = "my-function:" + "a".repeat(129);

    call("create", name, "")
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: " + violation(name, "functionName", shorter(140)));
  }

  @Test
  @Recorded("§1.6 the length of bare names on create")
  void createTakesBareNamesOfAtMost64Characters() {
    var name = "a".repeat(65);

    call("create", name, "")
        .isLambdaError(
            "InvalidParameterValueException",
            "1 validation error detected: " + violation(name, "functionName", shorter(64)));
  }

  @ParameterizedTest
  @CsvSource({"get, ''", "delete, ''", "invoke, :$LATEST"})
  @Recorded("§1.6 longer bare names elsewhere")
  void longerNamesAreSimplyNotFound(String operation, String suffix) {
    var name = "a".repeat(65);

    call(operation, name, "")
        .isLambdaError("ResourceNotFoundException", "Function not found: ARN:" + name + suffix);
  }

  @ParameterizedTest
  @CsvSource({"get, ''", "delete, ''", "invoke, :$LATEST"})
  @Recorded("§1.6 a bare 'function' is a name")
  void anArnThatEndsAtFunctionNamesAFunctionOfThatName(String operation, String suffix) {
    call(operation, "arn:aws:lambda:us-east-1:111122223333:function", "")
        .isLambdaError("ResourceNotFoundException", "Function not found: ARN:function" + suffix);
  }

  @Test
  @Recorded("§1.6 collation of violations, create")
  void twoViolationsOfOneMemberAreSaidTogether() {
    var name = actual("arn:aws:lambda:invalid-region:ACCT:function:my-function") + "a".repeat(170);
    var reply = call("create", name, "").is(400);

    assertThat(reply.json().get("message").asString())
        .startsWith("2 validation errors detected: Value '")
        .contains(violation(name, "functionName", shorter(140)))
        .contains("; Value '")
        .contains(violation(name, "functionName", pattern(NEW_NAME)));
  }

  @ParameterizedTest
  @CsvSource({"get", "delete", "invoke"})
  @Recorded("§1.6 collation of violations, two members")
  void violationsOfTwoMembersAreSaidTogether(String operation) {
    var name = actual("arn:aws:lambda:invalid-region:ACCT:function:my-function-") + "a".repeat(170);
    var qualifier = "a".repeat(129);

    assertThat(call(operation, name, qualifier).is(400).json().get("message").asString())
        .startsWith("2 validation errors detected: Value '")
        .contains(violation(qualifier, "qualifier", shorter(128)))
        .contains(violation(name, "functionName", pattern(NAME)));
  }

  @ParameterizedTest
  @CsvSource({
    "echo, ARN:echo",
    "function:echo, ARN:echo",
    "ACCT:function:echo, ARN:echo",
    "arn:aws:lambda:REGION:ACCT:function:echo, ARN:echo",
    "echo:$LATEST, ARN:echo:$LATEST",
    "function:echo:$LATEST, ARN:echo:$LATEST",
    "ACCT:function:echo:$LATEST, ARN:echo:$LATEST",
    "arn:aws:lambda:REGION:ACCT:function:echo:$LATEST, ARN:echo:$LATEST",
  })
  @Recorded("§1.6 accepted forms of names")
  void everyFormOfANameFindsTheFunction(String name, String arn) {
    var reply = call("get", actual(name), "").is(200);

    assertThat(Reply.normal(reply.json().at("/Configuration/FunctionArn").asString()))
        .isEqualTo(arn);
  }

  @Test
  @Recorded("§1.6 ARN of the runtime")
  void theRuntimesArnHasNoAccount() {
    assertThat(
            Fixture.configuration("echo").at("/RuntimeVersionConfig/RuntimeVersionArn").asString())
        .matches("arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource({
    "named-plainly, named-plainly",
    "function:named-by-kind, named-by-kind",
    "ACCT:function:named-partly, named-partly",
    "arn:aws:lambda:REGION:ACCT:function:named-fully, named-fully",
  })
  @Recorded("§1.6 accepted forms of names on create")
  void createTakesEveryForm(String name, String bare) {
    var reply = call("create", actual(name), "").is(201);

    assertThat(reply.json().get("FunctionName").asString()).isEqualTo(bare);
    assertThat(Reply.normal(reply.json().get("FunctionArn").asString())).isEqualTo("ARN:" + bare);
  }

  @Test
  @Recorded("§1.6 a name of another region on create")
  void nothingIsCreatedInOtherRegions() {
    call("create", "arn:aws:lambda:ap-southeast-1:111122223333:function:elsewhere", "")
        .isLambdaError(
            "ResourceNotFoundException",
            "Functions from 'ap-southeast-1' are not reachable in this region ('REGION')");
  }

  @Test
  @Recorded("§1.6 a name of another account on create")
  void nothingIsCreatedInOtherAccounts() {
    var reply =
        call("create", "arn:aws:lambda:us-east-1:123456789012:function:elsewhere", "").is(403);

    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
    assertThat(reply.json().has("Type")).isFalse();
  }
}
