package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** §1.5, tags. */
@NobodyMovesTheClock
class TagsTest {

  private static final String ARN = "arn:aws:lambda:us-east-1:111122223333:function:";

  @BeforeAll
  static void aFunctionIsThere() {
    Fixture.echo();
  }

  private static String path(String arn) {
    return "/2017-03-31/tags/" + Wire.encoded(arn);
  }

  private static Reply tag(String name, String json) {
    return Wire.lambda("POST", path(ARN + name), "{\"Tags\":" + json + "}");
  }

  private static Reply untag(String name, String query) {
    return Wire.lambda("DELETE", path(ARN + name) + query, "");
  }

  private static Reply list(String name) {
    return Wire.lambda("GET", path(ARN + name), "");
  }

  @Test
  @Recorded("§1.5 tags: their life")
  void tagsAreAddedReplacedAndRemoved() {
    Fixture.function("tagged", Functions.python("def handler(e, c): pass"));
    list("tagged").is(200, "{\"Tags\":{}}");

    assertThat(tag("tagged", "{\"A\":\"tag-a\"}").is(204).body()).isEmpty();
    tag("tagged", "{\"B\":\"tag-b\",\"C\":\"tag-c\"}").is(204);
    tag("tagged", "{\"C\":\"new\",\"D\":\"tag-d\"}").is(204);
    list("tagged")
        .is(200, "{\"Tags\":{\"A\":\"tag-a\",\"B\":\"tag-b\",\"C\":\"new\",\"D\":\"tag-d\"}}");
    untag("tagged", "?tagKeys=A&tagKeys=B").is(204);
    untag("tagged", "?tagKeys=C&tagKeys=unknown").is(204);
    list("tagged").is(200, "{\"Tags\":{\"D\":\"tag-d\"}}");
    assertThat(Wire.lambda("GET", Fixture.FUNCTIONS + "/tagged", "").is(200).json().get("Tags"))
        .isEqualTo(Reply.JSON.readTree("{\"D\":\"tag-d\"}"));
    untag("tagged", "?tagKeys=D").is(204);
    list("tagged").is(200, "{\"Tags\":{}}");
  }

  @ParameterizedTest
  @CsvSource({"POST, '{\"Tags\":{\"A\":\"B\"}}', ''", "DELETE, '', ?tagKeys=A", "GET, '', ''"})
  @Recorded("§1.5 tags of what does not exist")
  void tagsOfNothing(String method, String body, String query) {
    Wire.lambda(method, path(ARN + "nope") + query, body)
        .isLambdaError("ResourceNotFoundException", "Function not found: ARN:nope");
  }

  @ParameterizedTest
  @CsvSource({"echo:v1", "echo:1", "echo:$LATEST", "nope:alias"})
  @Recorded("§1.5 qualified fn")
  void versionsAndAliasesHaveNoTags(String name) {
    var expected =
        "Tags on function aliases and versions are not supported. Please specify a function ARN.";
    tag(name, "{\"A\":\"B\"}").isLambdaError("InvalidParameterValueException", expected);
    list(name).isLambdaError("InvalidParameterValueException", expected);
  }

  @Test
  @Recorded("§1.5 >50 tags")
  void thereAreFiftyTagsAtMost() {
    Fixture.function("tagged-much", Functions.python("def handler(e, c): pass"));
    tag("tagged-much", many(0, 51))
        .isLambdaError(
            "InvalidParameterValueException", "Number of tags exceeds resource tag limit.");
    tag("tagged-much", many(0, 50)).is(204);

    tag("tagged-much", many(50, 51))
        .isLambdaError(
            "InvalidParameterValueException", "Number of tags exceeds resource tag limit.");
    assertThat(list("tagged-much").json().get("Tags")).hasSize(50);
  }

  @Test
  @Recorded("§1.5 empty Tags")
  void noTagsAreAnError() {
    tag("echo", "{}")
        .isLambdaError(
            "InvalidParameterValueException",
            "An error occurred and the request cannot be processed.");
  }

  @Test
  @Recorded("§1.5 missing tagKeys")
  void keysMustBeGiven() {
    untag("echo", "")
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint:"
                + " Member must not be null");
  }

  @ParameterizedTest
  @CsvSource({"arn:aws:something", "arn:aws:lambda:us-east-1:111122223333:foobar:name"})
  @Recorded("§1.5 resource regex in message")
  void whatIsNoResource(String arn) {
    var reply = Wire.lambda("GET", path(arn), "").is(400);

    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("ValidationException");
    assertThat(reply.json().get("message").asString())
        .isEqualTo(
            "1 validation error detected: Value '"
                + arn
                + "' at 'resource' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern:"
                + " arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)");
  }

  @Test
  @Recorded("§1.5 missing ESM")
  void tagsOfAMissingMapping() {
    var arn =
        "arn:aws:lambda:us-east-1:111122223333:event-source-mapping:01234567-89ab-cdef-0123-456789abcdef";

    var reply = Wire.lambda("GET", path(arn), "").is(404);

    assertThat(reply.json().get("Message").asString())
        .isEqualTo("Event source mapping not found: " + arn);
  }

  private static String many(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "\"" + i + "_key\":\"" + i + "_value\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
