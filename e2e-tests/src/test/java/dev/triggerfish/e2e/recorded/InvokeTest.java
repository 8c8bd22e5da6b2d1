package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** §1.7: Invoke. */
@NobodyMovesTheClock
class InvokeTest {

  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private static final String CONTEXT =
      """
      def handler(event, context):
          return {
              "arn": context.invoked_function_arn,
              "version": context.function_version,
              "name": context.function_name,
              "memory": context.memory_limit_in_mb,
              "group": context.log_group_name,
              "stream": context.log_stream_name,
              "request": context.aws_request_id,
              "client": context.client_context,
          }
      """;

  @BeforeAll
  static void aFunctionIsThere() {
    Fixture.echo();
  }

  @Test
  @Recorded("§1.7 RequestResponse ok: status and headers")
  void aSynchronousInvocationAnswersTheseHeaders() {
    var reply = Fixture.invoke("echo", "{\"a\":1}").is(200);

    assertThat(reply.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
    assertThat(reply.header("x-amzn-RequestId")).matches(UUID);
    assertThat(reply.header("X-Amzn-Trace-Id")).startsWith("Root=1-").contains(";Sampled=0");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("X-Amz-Function-Error")).isNull();
    assertThat(reply.header("X-Amz-Log-Result")).isNull();
    assertThat(reply.json()).isEqualTo(Reply.JSON.readTree("{\"a\":1}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "null", "1", "1.5", "[1,2]", "\"text\"", "{\"a\":{}}"})
  @Recorded("§1.7 any JSON value is an event")
  void anyJsonValueIsAnEvent(String event) {
    assertThat(Fixture.invoke("echo", event).is(200).json()).isEqualTo(Reply.JSON.readTree(event));
  }

  @Test
  @Recorded("§1.7 an absent body is delivered as {}")
  void noBodyIsAnEmptyObject() {
    assertThat(Fixture.invoke("echo", "").is(200).text()).isEqualTo("{}");
  }

  @Test
  @Recorded("§1.7 null if the handler returned nothing, Python")
  void pythonsNoneIsNull() {
    Fixture.function("returns-none", Functions.python("def handler(event, context): pass"));

    assertThat(Fixture.invoke("returns-none", "{}").is(200).text()).isEqualTo("null");
  }

  @Test
  @Recorded("§1.7 null if the handler returned nothing, Node")
  void nodesUndefinedIsNull() {
    Fixture.node("returns-undefined", "export const handler = async () => {};");

    assertThat(Fixture.invoke("returns-undefined", "{}").is(200).text()).isEqualTo("null");
  }

  @Test
  @Recorded("§1.7 RequestResponse function error")
  void anErrorOfTheFunctionIsASuccessOfTheInvocation() {
    Fixture.function(
        "invoke-fails", Functions.python("def handler(event, context): raise Exception('x')"));

    var reply = Fixture.invoke("invoke-fails", "{}").is(200);

    assertThat(reply.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(reply.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
    assertThat(reply.header("x-amzn-ErrorType")).isNull();
  }

  @Test
  @Recorded("§1.7 DryRun")
  void aDryRunAnswersNoContent() {
    var reply = Fixture.invoke("echo", "{}", "X-Amz-Invocation-Type", "DryRun").is(204);

    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("X-Amz-Executed-Version")).isNull();
  }

  @Test
  @Recorded("§1.7 LogType=Tail: base64 of START to REPORT")
  void theTailOfTheLogIsFromStartToReport() {
    Fixture.function("tail", Functions.python("def handler(event, context): print('hello')"));

    var reply = Fixture.invoke("tail", "{}", "X-Amz-Log-Type", "Tail").is(200);

    var id = reply.header("x-amzn-RequestId");
    assertThat(Fixture.tail(reply))
        .startsWith("START RequestId: " + id + " Version: $LATEST\nhello\nEND RequestId: " + id)
        .contains("\nREPORT RequestId: " + id + "\tDuration: ")
        .endsWith("\t\n");
  }

  @Test
  @Recorded("§1.7 LogType=Tail: the last 4 KB")
  void theTailOfTheLogHasAtMost4Kilobytes() {
    Fixture.function(
        "long-tail", Functions.python("def handler(event, context): print('x' * 5000)"));

    var tail = Fixture.tail(Fixture.invoke("long-tail", "{}", "X-Amz-Log-Type", "Tail").is(200));

    assertThat(tail.getBytes(StandardCharsets.UTF_8)).hasSize(4096);
    assertThat(tail).startsWith("xxx").endsWith("\t\n");
  }

  @Test
  @Recorded("§1.7 bad JSON: not UTF-8")
  void aPayloadThatIsNotUtf8() {
    Wire.lambda(
            "POST",
            FUNCTIONS + "/echo/invocations",
            HexFormat.of().parseHex("6e87729ee9b5d749ee9b6d74"))
        .isLambdaError(
            "InvalidRequestContentException", badJson("Invalid UTF-8 start byte 0x87", 3));
  }

  @Test
  @Recorded("§1.7 bad JSON: a control character")
  void aPayloadThatBeginsWithAControlCharacter() {
    Wire.lambda(
            "POST", FUNCTIONS + "/echo/invocations", HexFormat.of().parseHex("99eb2c6a07a17a5968"))
        .isLambdaError(
            "InvalidRequestContentException",
            badJson(
                "Unexpected character ((CTRL-CHAR, code 153)): expected a valid value (JSON String,"
                    + " Number, Array, Object or token 'null', 'true' or 'false')",
                1));
  }

  private static String badJson(String problem, int column) {
    return "Could not parse request body into json: Could not parse payload into json: "
        + problem
        + "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line:"
        + " 1, column: "
        + column
        + "]";
  }

  @Test
  @Recorded("§1.7 response too big")
  void anAnswerThatIsTooLarge() {
    Fixture.function(
        "too-large", Functions.python("def handler(e, c): return 'x' * (6 * 1024 * 1024 + 100)"));

    var reply = Fixture.invoke("too-large", "{}").is(200);

    assertThat(reply.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(reply.text())
        .isEqualTo(
            "{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size"
                + " (6291556 bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}");
  }

  @Test
  @Recorded("§1.7 response of the largest size")
  void anAnswerThatJustFits() {
    Fixture.function(
        "large", Functions.python("def handler(e, c): return 'x' * (6 * 1024 * 1024 + 98)"));

    var reply = Fixture.invoke("large", "{}").is(200);

    assertThat(reply.header("X-Amz-Function-Error")).isNull();
    assertThat(reply.body()).hasSize(6 * 1024 * 1024 + 100);
  }

  @ParameterizedTest
  @CsvSource({
    "context, ARN:context",
    "context?Qualifier=%24LATEST, ARN:context:$LATEST",
    "context:%24LATEST, ARN:context:$LATEST",
    "arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Acontext, ARN:context",
    "111122223333%3Afunction%3Acontext, ARN:context",
  })
  @Recorded("§1.7 invokedFunctionArn equals the ARN as addressed")
  void theContextHasTheArnAsAddressed(String name, String arn) {
    Fixture.function("context", Functions.python(CONTEXT));
    var question = name.indexOf('?');
    var path =
        question < 0
            ? name + "/invocations"
            : name.substring(0, question) + "/invocations" + name.substring(question);

    var context = Wire.lambda("POST", FUNCTIONS + "/" + path, "{}").is(200).json();

    assertThat(Reply.normal(context.get("arn").asString())).isEqualTo(arn);
    assertThat(context.get("version").asString()).isEqualTo("$LATEST");
  }

  @Test
  @Recorded("§3.3 context values")
  void theContextHasAwsValues() {
    Fixture.function("context", Functions.python(CONTEXT));

    var reply = Fixture.invoke("context", "{}").is(200);

    var context = reply.json();
    assertThat(context.get("name").asString()).isEqualTo("context");
    assertThat(context.get("memory").isString()).isTrue();
    assertThat(context.get("memory").asString()).isEqualTo("128");
    assertThat(context.get("group").asString()).isEqualTo("/aws/lambda/context");
    assertThat(context.get("stream").asString())
        .matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST][0-9a-f]{32}");
    assertThat(context.get("client").isNull()).isTrue();
    assertThat(context.get("request").asString()).isEqualTo(reply.header("x-amzn-RequestId"));
  }

  @ParameterizedTest
  @CsvSource({"who-am-i, who-am-i", "u, u@lambda_function"})
  @Recorded("§1.7 the role's session is named after the function")
  void theRolesSessionIsNamedAfterTheFunction(String function, String session) {
    Fixture.function(
        function,
        Functions.python(
            """
            import datetime, hashlib, hmac, os, urllib.request

            def handler(event, context):
                body = b"Action=GetCallerIdentity&Version=2011-06-15"
                url = os.environ["AWS_ENDPOINT_URL"]
                host = url.split("//")[1].split("/")[0]
                path = "/" + "/".join(url.split("//")[1].split("/")[1:])
                now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
                token = os.environ["AWS_SESSION_TOKEN"]
                names = "host;x-amz-date;x-amz-security-token"
                canonical = "\\n".join(["POST", path, "", "host:" + host, "x-amz-date:" + now,
                    "x-amz-security-token:" + token, "", names, hashlib.sha256(body).hexdigest()])
                scope = now[:8] + "/us-east-1/sts/aws4_request"
                text = "\\n".join(["AWS4-HMAC-SHA256", now, scope,
                    hashlib.sha256(canonical.encode()).hexdigest()])
                key = ("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode()
                for part in scope.split("/"):
                    key = hmac.new(key, part.encode(), hashlib.sha256).digest()
                signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
                request = urllib.request.Request(url, body, {
                    "X-Amz-Date": now, "X-Amz-Security-Token": token, "Authorization":
                    "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s" % (
                        os.environ["AWS_ACCESS_KEY_ID"], scope, names, signature)})
                return urllib.request.urlopen(request).read().decode()
            """),
        request -> request.put("Timeout", 20));

    assertThat(Fixture.invoke(function, "{}").is(200).json().asString())
        .contains("<Arn>arn:aws:sts::111122223333:assumed-role/recorded/" + session + "</Arn>");
  }
}
