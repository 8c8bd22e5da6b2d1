package dev.triggerfish.invoker.eventsource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.delivery.sender.Sender;
import dev.triggerfish.invoker.role.ExecutionRole;
import dev.triggerfish.invoker.role.RoleCalls;
import dev.triggerfish.invoker.role.RoleSessions;
import dev.triggerfish.testkit.ManualClock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sts.model.StsException;
import tools.jackson.databind.json.JsonMapper;

class FailureDestinationTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:poison";
  private static final String BUCKET = "arn:aws:s3:::poison";
  private static final ExecutionRole ROLE =
      new ExecutionRole("arn:aws:iam::000000000000:role/r", "000000000000", "us-east-1", "fn");

  private final ManualClock clock = new ManualClock();
  private final RoleCalls calls =
      new RoleCalls(
          clock,
          request ->
              request instanceof PublishRequest
                  ? PublishResponse.builder().messageId("m").build()
                  : PutObjectResponse.builder().build());
  private final StreamSource source =
      new StreamSource(StreamTopic.of(ShardFixture.STREAM).orElseThrow(), clock);
  private final FailureDestination destination =
      new FailureDestination(new RoleSessions(calls, clock), new Sender(calls));

  private SendOutcome tell(String arn, @Nullable ExecutionRole role) {
    var batch = Batch.of(List.of(Records.record(3), Records.record(4))).failed();
    var discarded =
        new Discarded(
            ShardFixture.mapping(Records.settings().build()),
            1,
            batch,
            Discarded.Condition.RETRIES_EXHAUSTED,
            new Attempt("request", ShardFixture.fails()),
            clock.now());
    return destination.tell(arn, discarded, source, role);
  }

  @Test
  void aTopicIsToldWhereTheRecordsAre() {
    assertThat(tell(TOPIC, ROLE)).isEqualTo(new SendOutcome.Delivered("messageId", "m"));
    var publish = (PublishRequest) calls.requests.getFirst();
    assertThat(publish.topicArn()).isEqualTo(TOPIC);
    var told = JsonMapper.shared().readTree(publish.message());
    assertThat(told.path("requestContext").path("condition").asString())
        .isEqualTo("RetryAttemptsExhausted");
    assertThat(told.path("DDBStreamBatchInfo").path("startSequenceNumber").asString())
        .isEqualTo("seq-3");
    assertThat(told.path("DDBStreamBatchInfo").path("batchSize").intValue()).isEqualTo(2);
    assertThat(told.has("payload")).isFalse();
    assertThat(calls.sessions.getFirst().region()).isEqualTo("eu-west-1");
  }

  @Test
  void aBucketGetsTheRecordsThemselvesUnderAwsKey() {
    assertThat(tell(BUCKET, ROLE)).isInstanceOf(SendOutcome.Delivered.class);
    var put = (PutObjectRequest) calls.requests.getFirst();
    assertThat(put.bucket()).isEqualTo("poison");
    assertThat(put.key())
        .matches(
            "aws/lambda/[0-9a-f-]{36}/shardId-[^/]+/2026/01/02/2026-01-02T03\\.04\\.05-[0-9a-f-]{36}");
    assertThat(calls.sessions.getFirst().region()).isEqualTo("us-east-1");
  }

  @Test
  void itIsRefusedWhereTheFunctionIsGoneOrTheArnIsNone() {
    assertThat(tell(TOPIC, null))
        .isEqualTo(new SendOutcome.Refused("The function, whose role it takes, is gone"));
    assertThat(tell("none", ROLE)).isEqualTo(new SendOutcome.Refused("none is no ARN"));
    assertThat(tell("arn:aws:sqs:us-east-1:000000000000:q", ROLE))
        .isEqualTo(new SendOutcome.Refused("Triggerfish does not have SQS yet"));
    assertThat(calls.requests).isEmpty();
  }

  @Test
  void whatFailsAsksForTheRoleAnewNextTime() {
    calls.answer =
        _ -> {
          throw SnsException.builder()
              .statusCode(403)
              .awsErrorDetails(AwsErrorDetails.builder().errorMessage("no sns:Publish").build())
              .build();
        };
    assertThat(tell(TOPIC, ROLE)).isEqualTo(new SendOutcome.Denied("no sns:Publish"));
    assertThat(tell(TOPIC, ROLE)).isEqualTo(new SendOutcome.Denied("no sns:Publish"));
    assertThat(calls.assumed).isEqualTo(2);
  }

  @Test
  void aRoleThatCannotBeAssumedIsADenialAndAConnectionThatFailsIsTriedAgain() {
    calls.refusal =
        StsException.builder()
            .statusCode(403)
            .awsErrorDetails(AwsErrorDetails.builder().errorMessage("no sts:AssumeRole").build())
            .build();
    assertThat(tell(TOPIC, ROLE)).isEqualTo(new SendOutcome.Denied("no sts:AssumeRole"));
    calls.refusal = SdkClientException.create("away");
    assertThat(tell(TOPIC, ROLE)).isInstanceOf(SendOutcome.Failed.class);
  }
}
