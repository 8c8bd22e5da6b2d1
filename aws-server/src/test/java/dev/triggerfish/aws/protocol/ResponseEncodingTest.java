package dev.triggerfish.aws.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;

class ResponseEncodingTest {

  @Test
  void restJsonHasTheModelsStatusAndOnlyWhatIsSet() {
    var answer =
        encode(
            "lambda",
            "CreateFunction",
            CreateFunctionResponse.builder()
                .functionName("f")
                .description("")
                .codeSize(12L)
                .layers(List.of())
                .environment(EnvironmentResponse.builder().variables(Map.of()).build())
                .build());
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers())
        .isEqualTo(Map.of("Content-Type", "application/json", "x-amzn-RequestId", "id"));
    assertThat(text(answer))
        .isEqualTo(
            """
            {"FunctionName":"f","CodeSize":12,"Description":"","Environment":{"Variables":{}},"Layers":[]}""");
  }

  @Test
  void answersWithoutOutputHaveNoBody() {
    var deleted = encode("lambda", "DeleteFunction", null);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(encode("logs", "CreateLogGroup", null).body()).isEmpty();
    assertThat(text(encode("dynamodb", "DescribeTable", DescribeTableResponse.builder().build())))
        .isEqualTo("{}");
  }

  @Test
  void invocationsAnswerTheFunctionsOwnBytes() {
    byte[] payload = {'"', (byte) 0xc3, (byte) 0x28, '"'};
    var answer =
        encode(
            "lambda",
            "Invoke",
            InvokeResponse.builder()
                .statusCode(200)
                .functionError("Unhandled")
                .executedVersion("$LATEST")
                .payload(SdkBytes.fromByteArrayUnsafe(payload))
                .build());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isSameAs(payload);
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("X-Amz-Function-Error", "Unhandled")
        .containsEntry("X-Amz-Executed-Version", "$LATEST");
    var queued = encode("lambda", "Invoke", InvokeResponse.builder().statusCode(202).build());
    assertThat(queued.status()).isEqualTo(202);
    assertThat(queued.body()).isEmpty();
    assertThat(queued.headers()).doesNotContainKey("X-Amz-Executed-Version");
  }

  @Test
  void headersCannotBeBrokenByWhatTheyCarry() {
    var answer =
        encode(
            "lambda",
            "Invoke",
            InvokeResponse.builder().executedVersion("1\r\nSet-Cookie: a=b").build());
    assertThat(answer.headers()).containsEntry("X-Amz-Executed-Version", "1  Set-Cookie: a=b");
  }

  @Test
  void timesInJsonAreSeconds() {
    assertThat(
            text(
                encode(
                    "lambda",
                    "GetEventSourceMapping",
                    GetEventSourceMappingResponse.builder()
                        .lastModified(Instant.ofEpochMilli(1_700_000_000_120L))
                        .startingPositionTimestamp(Instant.ofEpochSecond(1_700_000_000L))
                        .build())))
        .contains("\"LastModified\":1700000000.12")
        .contains("\"StartingPositionTimestamp\":1700000000,");
  }

  @Test
  void xmlIsWrappedInResultAndMetadata() {
    var answer =
        encode(
            "iam",
            "GetRole",
            GetRoleResponse.builder()
                .role(
                    r ->
                        r.roleName("<r>")
                            .createDate(Instant.ofEpochSecond(1_700_000_000L))
                            .maxSessionDuration(3600)
                            .tags(Tag.builder().key("k").value("").build()))
                .build());
    assertThat(answer.headers())
        .isEqualTo(Map.of("Content-Type", "text/xml", "x-amzn-RequestId", "id"));
    assertThat(text(answer))
        .isEqualTo(
            "<GetRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetRoleResult><Role>"
                + "<RoleName>&lt;r&gt;</RoleName><CreateDate>2023-11-14T22:13:20Z</CreateDate>"
                + "<MaxSessionDuration>3600</MaxSessionDuration>"
                + "<Tags><member><Key>k</Key><Value></Value></member></Tags></Role></GetRoleResult>"
                + "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></GetRoleResponse>");
  }

  @Test
  void xmlOfOperationsWithoutOutputIsMetadataAlone() {
    assertThat(text(encode("iam", "DeleteRole", null)))
        .isEqualTo(
            "<DeleteRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata>"
                + "<RequestId>id</RequestId></ResponseMetadata></DeleteRoleResponse>");
  }

  @Test
  void xmlWritesEmptyListsAndEntriesOfMaps() {
    assertThat(
            text(
                encode(
                    "iam",
                    "ListUsers",
                    ListUsersResponse.builder().users(List.of()).isTruncated(false).build())))
        .contains("<Users></Users><IsTruncated>false</IsTruncated>");
    assertThat(
            text(
                encode(
                    "sns",
                    "GetTopicAttributes",
                    GetTopicAttributesResponse.builder().attributes(Map.of("a", "1")).build())))
        .contains("<Attributes><entry><key>a</key><value>1</value></entry></Attributes>");
  }

  @Test
  void awsJsonSaysItsVersion() {
    var answer =
        encode(
            "logs",
            "DescribeLogGroups",
            DescribeLogGroupsResponse.builder().logGroups(List.of()).build());
    assertThat(answer.headers())
        .isEqualTo(Map.of("Content-Type", "application/x-amz-json-1.1", "x-amzn-RequestId", "id"));
    assertThat(text(answer)).isEqualTo("{\"logGroups\":[]}");
  }

  private static AwsHttpResponse encode(
      String id, String operation, @Nullable SdkResponse response) {
    ServiceModel service = Requests.MODELS.get(id);
    OperationModel model = requireNonNull(service.operations().find(operation));
    return Requests.CODEC.encode(model, service.protocols().getFirst(), response, "id");
  }

  private static String text(AwsHttpResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
