package dev.triggerfish.aws.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.triggerfish.aws.http.TestRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructList;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;

class JsonRequestTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", " { } ", "{\"tableName\":1,\"Nothing\":{\"a\":[1,{}]}}"})
  void emptyBodiesSetNothing(String body) {
    assertThat(Requests.json("dynamodb", "PutItem", body).request())
        .isEqualTo(PutItemRequest.builder().build());
  }

  @Test
  void membersThatAreNullCountAsLeftOut() {
    var request = (CreateFunctionRequest) create("{\"Role\":null,\"Layers\":null,\"Code\":null}");
    assertThat(request).isEqualTo(CreateFunctionRequest.builder().build());
    assertThat(request.layers()).isInstanceOf(DefaultSdkAutoConstructList.class);
  }

  @Test
  void emptyCollectionsAreNotLeftOut() {
    var request =
        (CreateFunctionRequest) create("{\"Layers\":[],\"Tags\":{},\"Description\":\"\"}");
    assertThat(request.hasLayers()).isTrue();
    assertThat(request.hasTags()).isTrue();
    assertThat(request.description()).isEmpty();
  }

  @Test
  void membersOfCollectionsMayBeNullUntilValidated() {
    var request = (CreateFunctionRequest) create("{\"Layers\":[null],\"Tags\":{\"k\":null}}");
    assertThat(request.layers()).containsExactly((String) null);
    assertThat(request.tags()).containsEntry("k", null);
  }

  @Test
  void unknownMembersAreReportedByPath() {
    var decoded =
        Requests.rest(
            "lambda",
            "POST",
            "/2015-03-31/functions?Odd=1&X-Amz-Date=2",
            "{\"Cod\":1,\"Environment\":{\"variables\":{}},\"Runtime\":\"java25\"}");
    assertThat(decoded.unknownMembers())
        .containsExactlyInAnyOrder("Odd", "/Cod", "/Environment/variables");
  }

  @Test
  void unknownMembersAreBoundedInNumber() {
    StringBuilder body = new StringBuilder("{\"a\":1");
    for (int i = 0; i < 1000; i++) {
      body.append(",\"x").append(i).append("\":{}");
    }
    assertThat(Requests.json("logs", "CreateLogGroup", body + "}").unknownMembers()).hasSize(20);
  }

  @Test
  void nestingIsLimited() {
    String deep = "{\"Item\":" + "{\"a\":{\"M\":".repeat(60) + "{}" + "}}".repeat(60) + "}";
    assertThat(failure(() -> Requests.json("dynamodb", "PutItem", deep))).contains("nesting depth");
    String unknown = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(failure(() -> Requests.json("dynamodb", "PutItem", unknown)))
        .contains("nesting depth");
    String fair = "{\"Item\":" + "{\"a\":{\"M\":".repeat(32) + "{}" + "}}".repeat(32) + "}";
    assertThat(Requests.json("dynamodb", "PutItem", fair).unknownMembers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"TableName\":1}|NUMBER_VALUE can not be converted to a String",
        "{\"TableName\":true}|TRUE_VALUE can not be converted to a String",
        "{\"TableName\":{}}|Start of structure or map found where not expected.",
        "{\"ConsistentRead\":\"true\"}|STRING_VALUE can not be converted to a Boolean",
        "{\"Limit\":\"1\"}|STRING_VALUE can not be converted to an Integer",
        "{\"Limit\":1.5}|NUMBER_VALUE can not be converted to an Integer",
        "{\"KeyConditions\":\"\"}|Expected null",
        "{\"AttributesToGet\":\"\"}|Unexpected field type",
        "[]|Start of structure expected, but found START_ARRAY"
      })
  void wrongTypesAreNamedAsAwsNamesThem(String body, String message) {
    assertThat(failure(() -> Requests.json("dynamodb", "Query", body))).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "nonsense",
        "{\"Limit\":}",
        "{\"Limit\":01}",
        "{\"Limit\":NaN}",
        "{\"Limit\":99999999999}",
        "{\"Limit\":1e999999999}",
        "{'Limit':1}",
        "{\"Limit\":1}x",
        "{\"Limit\":1}{}",
        "{\"TableName\":\"\\ud83\"}",
        "{\"ExclusiveStartKey\":{\"k\":{\"B\":\"***\"}}}"
      })
  void malformedJsonIsRefused(String body) {
    assertThat(failure(() -> Requests.json("dynamodb", "Query", body)))
        .isNotBlank()
        .doesNotContain("tools.jackson");
  }

  @Test
  void unionsTakeOneMemberOnly() {
    assertThat(
            failure(
                () ->
                    Requests.json(
                        "dynamodb", "PutItem", "{\"Item\":{\"a\":{\"S\":\"x\",\"N\":\"1\"}}}")))
        .contains("union");
    var request =
        (PutItemRequest)
            Requests.json("dynamodb", "PutItem", "{\"Item\":{\"a\":{\"S\":\"x\",\"N\":null}}}")
                .request();
    assertThat(request.item()).isEqualTo(Map.of("a", AttributeValue.fromS("x")));
  }

  @Test
  void payloadsOfBytesAreHandedOnWithoutACopy() {
    TestRequest request =
        TestRequest.of("POST", "/2015-03-31/functions/f/invocations", "not even JSON");
    var match = Requests.MODELS.get("lambda").match(request, request.content());
    byte[] body = {1, 2, 3};
    var invoke =
        (InvokeRequest) Requests.CODEC.decode(requireNonNull(match), request, body).request();
    assertThat(invoke.payload().asByteArrayUnsafe()).isSameAs(body);
    assertThat(invoke.functionName()).isEqualTo("f");
  }

  @Test
  void labelsAndParametersAreDecodedOnce() {
    var request =
        (UntagResourceRequest)
            Requests.rest(
                    "lambda",
                    "DELETE",
                    "/2017-03-31/tags/arn%3Aaws%2Fx%252F+y?tagKeys=a+b&tagKeys=%C3%A4%26&tagKeys=",
                    "")
                .request();
    assertThat(request.resource()).isEqualTo("arn:aws/x%2F+y");
    assertThat(request.tagKeys()).isEqualTo(Arrays.asList("a b", "ä&", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MaxItems=x", "MaxItems=", "MaxItems=1.5", "MaxItems=%", "Marker=%C3"})
  void unreadableParametersAreRefused(String query) {
    assertThat(failure(() -> Requests.rest("lambda", "GET", "/2015-03-31/functions?" + query, "")))
        .isNotBlank();
  }

  @Test
  void headersAreFoundInAnyCase() {
    var request =
        (InvokeRequest)
            Requests.rest(
                    "lambda",
                    "POST",
                    "/2015-03-31/functions/f/invocations?Qualifier=live",
                    "",
                    "x-AMZ-invocation-type: Event")
                .request();
    assertThat(request.invocationTypeAsString()).isEqualTo("Event");
    assertThat(request.qualifier()).isEqualTo("live");
    assertThat(request.payload()).isNull();
  }

  @Test
  void compressedBodiesAreExpandedWithinLimits() throws Exception {
    assertThat(compressed("{\"limit\":5}".getBytes(StandardCharsets.UTF_8)).request())
        .isEqualTo(DescribeLogGroupsRequest.builder().limit(5).build());
    byte[] bomb = new byte[20_000_000];
    assertThat(failure(() -> compressed(bomb))).contains("too large");
  }

  private static DecodedRequest compressed(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    String target = "Logs_20140328.DescribeLogGroups";
    TestRequest request =
        TestRequest.of("POST", "/", "", "X-Amz-Target: " + target, "content-encoding: gzip");
    var match = requireNonNull(Requests.MODELS.get("logs").match(request, bytes.toByteArray()));
    return Requests.CODEC.decode(match, request, bytes.toByteArray());
  }

  @Test
  void idempotencyTokensAreNotInvented() {
    SdkPojo without = Requests.json("dynamodb", "TransactWriteItems", "{}").request();
    assertThat(Members.asksFor(without, "ClientRequestToken")).isFalse();
    String body = "{\"ClientRequestToken\":\"t\"}";
    SdkPojo with = Requests.json("dynamodb", "TransactWriteItems", body).request();
    assertThat(Members.asksFor(with, "ClientRequestToken")).isTrue();
  }

  @Test
  void halfCharactersAreReplaced() {
    var request = (CreateFunctionRequest) create("{\"Description\":\"a\\udf5d\\ud83d\\ude00\"}");
    assertThat(request.description()).isEqualTo("a\ufffd\ud83d\ude00");
  }

  @Test
  void requestsOfGetsNeedNoBody() {
    assertThat(Requests.rest("lambda", "GET", "/2015-03-31/functions", "").request())
        .isEqualTo(ListFunctionsRequest.builder().build());
  }

  private static SdkPojo create(String body) {
    return Requests.rest("lambda", "POST", "/2015-03-31/functions", body).request();
  }

  private static String failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    AwsServiceException error = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(error).as("no error").isNotNull();
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("SerializationException");
    assertThat(error.statusCode()).isEqualTo(400);
    return error.awsErrorDetails().errorMessage();
  }
}
