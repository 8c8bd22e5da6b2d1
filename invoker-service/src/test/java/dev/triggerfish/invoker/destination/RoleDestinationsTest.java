package dev.triggerfish.invoker.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.delivery.sender.Sender;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.destination.Completion.Failure;
import dev.triggerfish.invoker.destination.Completion.Kind;
import dev.triggerfish.invoker.destination.Completion.Response;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.dispatch.ManualClock;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver.ResolvedFunction;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.role.RoleCalls;
import dev.triggerfish.invoker.role.RoleSessions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

class RoleDestinationsTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";
  private static final String BUCKET = "arn:aws:s3:::records";

  private final ManualClock clock = new ManualClock();
  private final RoleCalls calls =
      new RoleCalls(
          clock,
          request ->
              request instanceof PublishRequest
                  ? PublishResponse.builder().messageId("m").build()
                  : PutObjectResponse.builder().build());

  private final Destinations destinations =
      new RoleDestinations(
          (account, region, name, qualifier) ->
              new ResolvedFunction(version(), "arn:aws:lambda:" + name),
          new RoleSessions(calls, clock),
          new Sender(calls));

  @Test
  void aRecordHasItsFieldsInAwsOrder() {
    var text =
        DestinationRecord.of(
            event(
                new Response("$LATEST", "Unhandled", bytes("{\"errorMessage\": \"no\"}")),
                Condition.RETRIES_EXHAUSTED,
                3));

    assertThat(text)
        .isEqualTo(
            "{\"version\":\"1.0\",\"timestamp\":\"2025-11-24T23:11:08.568Z\","
                + "\"requestContext\":{\"requestId\":\"r\","
                + "\"functionArn\":\"arn:aws:lambda:us-east-1:000000000000:function:fn:$LATEST\","
                + "\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3},"
                + "\"requestPayload\":{\"a\": 1.50},"
                + "\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\","
                + "\"functionError\":\"Unhandled\"},"
                + "\"responsePayload\":{\"errorMessage\": \"no\"}}");
  }

  @Test
  void aRecordOfWhatDidNotRunHasNoResponse() {
    assertThat(DestinationRecord.of(event(null, Condition.ZERO_RESERVED_CONCURRENCY, 0)))
        .endsWith(
            "\"condition\":\"ZeroReservedConcurrency\",\"approximateInvokeCount\":0},"
                + "\"requestPayload\":{\"a\": 1.50}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"not json|\"not json\"", "{\"a\":|\"{\\\"a\\\":\"", "1 2|\"1 2\"", "\"x\"|\"x\""})
  void whatARuntimeAnswersNeverBreaksTheRecord(String payload, String shown) {
    assertThat(
            DestinationRecord.of(
                event(new Response("1", null, bytes(payload)), Condition.SUCCESS, 1)))
        .endsWith("\"responsePayload\":" + shown + "}");
  }

  @Test
  void aDeadLetterIsTheEventWithAttributes() {
    var delivery = destinations.deliver(failed(), new Target(Kind.DEAD_LETTER, TOPIC));

    assertThat(delivery).isEqualTo(new SendOutcome.Delivered("messageId", "m"));
    var request = (PublishRequest) calls.requests.getFirst();
    assertThat(request.message()).isEqualTo("{\"a\": 1.50}");
    assertThat(request.subject()).isNull();
    var attributes = request.messageAttributes();
    assertThat(attributes).containsOnlyKeys("RequestID", "ErrorCode", "ErrorMessage");
    assertThat(attributes.values())
        .extracting(value -> value.dataType() + " " + value.stringValue())
        .containsExactlyInAnyOrder("String r", "Number 200", "String " + "n".repeat(1_024));
  }

  @Test
  void aDestinationGetsTheRecordAndTheTrace() {
    destinations.deliver(failed(), new Target(Kind.DESTINATION, TOPIC));

    var request = (PublishRequest) calls.requests.getFirst();
    assertThat(request.message()).startsWith("{\"version\":\"1.0\"");
    assertThat(request.messageAttributes()).isEmpty();
    assertThat(request.overrideConfiguration().orElseThrow().headers().get("X-Amzn-Trace-Id"))
        .containsExactly("Root=1");
  }

  @Test
  void anObjectHasAwsKey() {
    var delivery = destinations.deliver(failed(), new Target(Kind.DESTINATION, BUCKET));
    destinations.deliver(failed(), new Target(Kind.DESTINATION, BUCKET));

    var request = (PutObjectRequest) calls.requests.getFirst();
    assertThat(request.bucket()).isEqualTo("records");
    assertThat(request.key())
        .matches("aws/lambda/async/fn/2025/11/24/2025-11-24T23\\.11\\.08-[0-9a-f-]{36}");
    assertThat(delivery).isEqualTo(new SendOutcome.Delivered("key", "records/" + request.key()));
    assertThat(((PutObjectRequest) calls.requests.getLast()).key()).isEqualTo(request.key());
  }

  @Test
  void itActsAsTheExecutionRole() {
    destinations.deliver(failed(), new Target(Kind.DESTINATION, TOPIC));
    destinations.deliver(failed(), new Target(Kind.DESTINATION, TOPIC));

    var session = calls.sessions.getFirst();
    assertThat(session.principal().arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/r/fn");
    assertThat(session.principal().roleArn()).isEqualTo("arn:aws:iam::000000000000:role/p/r");
    assertThat(session.accessKeyId()).isEqualTo("ASIA1");
    assertThat(session.toString()).doesNotContain("hush", "quiet");
    assertThat(calls.assumed).isEqualTo(1);
  }

  @Test
  void credentialsAreRenewedBeforeTheyExpire() {
    destinations.deliver(failed(), new Target(Kind.DESTINATION, TOPIC));
    clock.advance(Duration.ofMinutes(56));
    destinations.deliver(failed(), new Target(Kind.DESTINATION, TOPIC));

    assertThat(calls.assumed).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"403,denied", "404,final", "400,final", "429,later", "500,later", "503,later"})
  void anErrorSaysWhetherToTryAgain(int status, String expected) {
    calls.answer =
        _ -> {
          throw SnsException.builder()
              .statusCode(status)
              .awsErrorDetails(AwsErrorDetails.builder().errorMessage("no sns:Publish").build())
              .build();
        };

    var delivery = destinations.deliver(failed(), new Target(Kind.DESTINATION, TOPIC));

    assertThat(delivery)
        .isEqualTo(
            switch (expected) {
              case "denied" -> new SendOutcome.Denied("no sns:Publish");
              case "later" -> new SendOutcome.Failed("no sns:Publish");
              default -> new SendOutcome.Refused("no sns:Publish");
            });
  }

  @Test
  void aConnectionThatFailsIsTriedAgain() {
    calls.answer =
        _ -> {
          throw SdkClientException.create("away");
        };

    assertThat(destinations.deliver(failed(), new Target(Kind.DESTINATION, TOPIC)))
        .isInstanceOf(SendOutcome.Failed.class);
  }

  @Test
  void whatThereIsNotIsSaid() {
    var queue = new Target(Kind.DEAD_LETTER, "arn:aws:sqs:us-east-1:000000000000:q");

    assertThat(destinations.deliver(failed(), queue))
        .isEqualTo(new SendOutcome.Refused("Triggerfish does not have SQS yet"));
  }

  private static EndedEvent failed() {
    return event(new Response("$LATEST", "Unhandled", bytes("{}")), Condition.RETRIES_EXHAUSTED, 3);
  }

  private static EndedEvent event(@Nullable Response response, Condition condition, int runs) {
    var at = Instant.parse("2025-11-24T23:11:08.568Z").toEpochMilli();
    return new EndedEvent(
        "r",
        new FunctionName("000000000000", "us-east-1", "fn", null),
        bytes("{\"a\": 1.50}"),
        "Root=1",
        new Completion(
            condition, at, runs, response, new Failure(200, "n".repeat(2_000)), List.of()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static FunctionVersion version() {
    return new FunctionVersion(
        "000000000000",
        "us-east-1",
        "fn",
        "$LATEST",
        "snapshot",
        "python3.12",
        "a.b",
        "arn:aws:iam::000000000000:role/p/r",
        3,
        128,
        512,
        "x86_64",
        Map.of(),
        Path.of("/"),
        List.of(),
        "/aws/lambda/fn",
        "Text");
  }
}
