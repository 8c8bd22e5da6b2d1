package dev.triggerfish.invoker.eventsource.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.eventsource.mapping.MappedSource.DynamoDbStream;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource.KafkaTopic;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.invoker.role.RoleCalls;
import dev.triggerfish.invoker.role.RoleSessions;
import dev.triggerfish.testkit.FakeAuthorizer;
import dev.triggerfish.testkit.ManualClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.model.StsException;

class RoleSourceAccessTest {

  private static final String STREAM =
      "arn:aws:dynamodb:eu-west-1:000000000000:table/orders/stream/2026-01-02T03:04:05.678";
  private static final String SECRET = "arn:aws:secretsmanager:us-east-1:000000000000:secret:k";
  private static final ExecutionRole ROLE =
      new ExecutionRole("arn:aws:iam::000000000000:role/r", "000000000000", "us-east-1", "fn");
  private static final String STREAM_DENIED =
      "Cannot access stream "
          + STREAM
          + ". Please ensure the role can perform the GetRecords, GetShardIterator,"
          + " DescribeStream, and ListStreams Actions on your stream in IAM.";
  private static final String SECRET_DENIED =
      "Cannot access secret manager value "
          + SECRET
          + ". Please ensure the role can perform the 'secretsmanager:GetSecretValue' action on"
          + " your broker in IAM.";

  private final ManualClock clock = new ManualClock();
  private final RoleCalls calls =
      new RoleCalls(clock, _ -> DescribeStreamResponse.builder().build());
  private final FakeAuthorizer authorizer = new FakeAuthorizer();
  private final MappedSource stream = new DynamoDbStream(STREAM);

  private RoleSourceAccess access(Map<String, String> secrets) {
    return new RoleSourceAccess(
        new RoleSessions(calls, clock), authorizer, calls, new KafkaSecrets(secrets));
  }

  private static KafkaTopic topic(String type) {
    return new KafkaTopic(List.of("h:1"), "t", "g", List.of(new MappedSource.Access(type, SECRET)));
  }

  @Test
  void aStreamIsLookedAtInItsOwnRegionAsASessionOfTheRole() {
    assertThat(access(Map.of()).refusal(stream, ROLE)).isNull();
    assertThat(calls.requests).hasSize(1);
    assertThat(((DescribeStreamRequest) calls.requests.getFirst()).streamArn()).isEqualTo(STREAM);
    assertThat(calls.sessions.getFirst().region()).isEqualTo("eu-west-1");
    assertThat(authorizer.asked())
        .hasSize(4)
        .allSatisfy(
            question ->
                assertThat(question)
                    .startsWith("arn:aws:sts::000000000000:assumed-role/r/fn dynamodb:")
                    .endsWith(" " + STREAM));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetRecords", "GetShardIterator", "DescribeStream", "ListStreams"})
  void eachOfFourActionsIsNeeded(String action) {
    authorizer.deny("dynamodb:" + action);
    assertThat(access(Map.of()).refusal(stream, ROLE)).isEqualTo(STREAM_DENIED);
    assertThat(access(Map.of()).denial(stream, ROLE)).isEqualTo(STREAM_DENIED);
    assertThat(calls.requests).isEmpty();
  }

  @Test
  void aStreamThatIsGoneIsNamed() {
    calls.answer =
        _ -> {
          throw ResourceNotFoundException.builder().message("no").statusCode(400).build();
        };
    assertThat(access(Map.of()).refusal(stream, ROLE)).isEqualTo("Stream not found: " + STREAM);
    assertThat(access(Map.of()).denial(stream, ROLE)).isNull();
  }

  @Test
  void aStreamThatCannotBeLookedAtIsRefused() {
    calls.answer =
        _ -> {
          throw SdkClientException.create("away");
        };
    assertThat(access(Map.of()).refusal(stream, ROLE)).isEqualTo(STREAM_DENIED);
  }

  @Test
  void aRoleThatCannotBeAssumedIsTriedAnewNextTime() {
    var access = access(Map.of());
    calls.refusal = StsException.builder().message("no").statusCode(403).build();
    assertThat(access.denial(stream, ROLE))
        .isEqualTo("Lambda failed to assume your function execution role.");
    calls.refusal = null;
    assertThat(access.denial(stream, ROLE)).isNull();
    assertThat(calls.assumed).isEqualTo(2);
  }

  @Test
  void aTopicNeedsItsSecretAndTheRightToReadIt() {
    var known = Map.of(SECRET, "{\"username\":\"u\",\"password\":\"p\"}");
    assertThat(access(known).refusal(topic("BASIC_AUTH"), ROLE)).isNull();
    assertThat(access(Map.of()).refusal(topic("BASIC_AUTH"), ROLE)).isEqualTo(SECRET_DENIED);
    assertThat(access(Map.of(SECRET, "{}")).refusal(topic("BASIC_AUTH"), ROLE))
        .isEqualTo(SECRET_DENIED);
    authorizer.deny("secretsmanager:GetSecretValue", SECRET);
    assertThat(access(known).denial(topic("SASL_SCRAM_512_AUTH"), ROLE)).isEqualTo(SECRET_DENIED);
    assertThat(access(known).denial(topic("VPC_SUBNET"), ROLE)).isNull();
  }
}
