package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.FunctionUrls;
import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import dev.triggerfish.e2e.RawExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Function URLs, §1.5 and §7.2. */
@NobodyMovesTheClock
class FunctionUrlsTest {

  private static final String URLS = "/2021-10-31/functions/";
  private static final String NONE = "{\"AuthType\":\"NONE\"}";
  private static final String NO_URL = "The resource you requested does not exist.";
  private static final String FORBIDDEN =
      "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues, see:"
          + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}";

  @Test
  @Recorded("§1.5 Function URL: create, get, update, delete")
  void aUrlFromItsCreationToItsDeletion() {
    function("url-life");

    var created = Wire.lambda("POST", URLS + "url-life/url", NONE).is(201).json();
    var got = Wire.lambda("GET", URLS + "url-life/url", "").is(200).json();
    var updated =
        Wire.lambda("PUT", URLS + "url-life/url", "{\"AuthType\":\"AWS_IAM\"}").is(200).json();
    Wire.lambda("DELETE", URLS + "url-life/url", "").is(204);

    assertThat(created.propertyNames())
        .containsExactlyInAnyOrder("FunctionUrl", "FunctionArn", "AuthType", "CreationTime");
    assertThat(created.get("FunctionArn").asString())
        .isEqualTo("arn:aws:lambda:us-east-1:111122223333:function:url-life");
    assertThat(got.propertyNames())
        .containsExactlyInAnyOrder(
            "FunctionUrl",
            "FunctionArn",
            "AuthType",
            "CreationTime",
            "LastModifiedTime",
            "InvokeMode");
    assertThat(got.get("InvokeMode").asString()).isEqualTo("BUFFERED");
    assertThat(updated.get("AuthType").asString()).isEqualTo("AWS_IAM");
    Wire.lambda("GET", URLS + "url-life/url", "")
        .isLambdaError("ResourceNotFoundException", NO_URL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%24LATEST", "1"})
  @Recorded("§1.5 Function URL: qualifier may only be an alias")
  void aVersionCannotHaveAUrl(String qualifier) {
    function("url-qualifier");

    Wire.lambda("POST", URLS + "url-qualifier/url?Qualifier=" + qualifier, NONE)
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: Value '"
                + qualifier.replace("%24", "$")
                + "' at 'qualifier' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)");
  }

  @Test
  @Recorded("§1.5 Function URL: duplicate")
  void aSecondUrlIsAConflict() {
    function("url-twice");
    Wire.lambda("POST", URLS + "url-twice/url", NONE).is(201);

    Wire.lambda("POST", URLS + "url-twice/url", NONE)
        .isLambdaError(
            "ResourceConflictException",
            "Failed to create function url config for [functionArn = ARN:url-twice]. Error message:"
                + "  FunctionUrlConfig exists for this Lambda function");
  }

  @Test
  @Recorded("§1.5 URL config create/list, function missing")
  void aFunctionThatIsMissingHasNoUrls() {
    Wire.lambda("POST", URLS + "url-nobody/url", NONE)
        .isLambdaError("ResourceNotFoundException", "Function does not exist");
    Wire.lambda("GET", URLS + "url-nobody/urls", "")
        .isLambdaError("ResourceNotFoundException", "Function does not exist");
  }

  @ParameterizedTest
  @CsvSource({"GET, ''", "PUT, '{\"AuthType\":\"NONE\"}'", "DELETE, ''"})
  @Recorded("§1.5 URL get/update/delete none")
  void aUrlThatIsMissingIsNotThere(String method, String body) {
    Wire.lambda(method, URLS + "url-nobody/url", body)
        .isLambdaError("ResourceNotFoundException", NO_URL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'hello'|hello",
        "3|3",
        "3.1|3.1",
        "True|true",
        "['hello', 3, True]|[\"hello\",3,true]",
        "{'a': 'b'}|{\"a\":\"b\"}",
        "{'statusCode': 200, 'body': 'body123'}|body123",
        "{'statusCode': 200, 'body': {'a': 1}}|{\"a\":1}",
      },
      quoteCharacter = '`')
  @Recorded("§7.2 what functions return, by function URL")
  void answersAreWhatFunctionsReturn(String python, String body) {
    var url = open("url-returns", "import json\ndef handler(e, c): return eval(e['body'])");

    var answer = FunctionUrls.send(url, "POST", "/", python, "Content-Type", "text/plain");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.text()).isEqualTo(body);
  }

  @Test
  @Recorded("§7.2 the event keeps %2F, joins repeated parameters, and holds multipart in Base64")
  void theEventIsTheRecordedOne() {
    var url = open("url-event", "def handler(e, c): return e");

    var get = FunctionUrls.send(url, "GET", "/pets%2F1/?foo=foo&foo=%2Fbar", "");
    var multipart =
        FunctionUrls.send(
            url,
            "POST",
            "/",
            "--x\r\n\r\n--x--",
            "Content-Type",
            "multipart/form-data; boundary=x");

    var event = Reply.JSON.readTree(get.text());
    assertThat(event.get("rawPath").asString()).isEqualTo("/pets%2F1/");
    assertThat(event.at("/queryStringParameters/foo").asString()).isEqualTo("foo,/bar");
    assertThat(event.get("headers").propertyNames())
        .contains("x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto");
    assertThat(Reply.JSON.readTree(multipart.text()).get("isBase64Encoded").asBoolean()).isTrue();
  }

  @Test
  @Recorded("§7.2 function error: 502")
  void aFunctionThatFailsIsABadGateway() {
    var url = open("url-fails", "def handler(e, c): raise Exception('no')");

    var answer = FunctionUrls.send(url, "GET", "/", "");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text()).isEqualTo("Internal Server Error");
  }

  @Test
  @Recorded("§7.2 no permission: 403, and 200 once it is added; §11.1 15")
  void withoutPermissionAUrlIsForbidden() {
    function("url-closed");
    var url = url("url-closed");

    var closed = FunctionUrls.send(url, "GET", "/", "");
    allow("url-closed");
    var open = FunctionUrls.send(url, "GET", "/", "");

    isDenied(closed, FORBIDDEN);
    assertThat(open.status()).isEqualTo(200);
    assertThat(open.header("x-amzn-RequestId")).isNotNull();
  }

  @Test
  @Recorded("§7.2 unknown url-id")
  void anUnknownUrlIsForbidden() {
    var url = open("url-event", "def handler(e, c): return e");

    isDenied(
        FunctionUrls.send(url.replaceFirst("//[a-z0-9]+", "//" + "0".repeat(32)), "GET", "/", ""),
        "{\"Message\":null}");
  }

  private static void isDenied(RawExchange answer, String body) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).isEqualTo(body);
    assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
  }

  private static void function(String name) {
    Fixture.function(name, Functions.python("def handler(event, context): return {}"));
  }

  /** The URL of a function that everyone may call. */
  private static synchronized String open(String name, String source) {
    Fixture.function(name, Functions.python(source));
    var existing = Wire.lambda("GET", URLS + name + "/url", "");
    if (existing.status() == 200) {
      return existing.json().get("FunctionUrl").asString();
    }
    allow(name);
    return url(name);
  }

  private static String url(String name) {
    return Wire.lambda("POST", URLS + name + "/url", NONE)
        .is(201)
        .json()
        .get("FunctionUrl")
        .asString();
  }

  private static void allow(String name) {
    var path = Fixture.FUNCTIONS + "/" + name + "/policy";
    Wire.lambda(
            "POST",
            path,
            "{\"StatementId\":\"u\",\"Action\":\"lambda:InvokeFunctionUrl\",\"Principal\":\"*\","
                + "\"FunctionUrlAuthType\":\"NONE\"}")
        .is(201);
    Wire.lambda(
            "POST",
            path,
            "{\"StatementId\":\"f\",\"Action\":\"lambda:InvokeFunction\",\"Principal\":\"*\","
                + "\"InvokedViaFunctionUrl\":true}")
        .is(201);
  }
}
