package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is told how events ended: topics and buckets, and nobody where the role lacks a permission.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Capturing records of asynchronous invocations</a>
 */
@OnSharedPlatforms
class EventDestinationScenariosTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Parameter private PlatformKind kind;

  private Events events;
  private Cloud cloud;
  private Instant begin;

  @BeforeEach
  void connect() {
    events = new Events(kind);
    cloud = events.cloud;
    begin = kind.running().now().truncatedTo(ChronoUnit.MINUTES);
  }

  private void failureTo(String function, String destination) {
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(f -> f.destination(destination))));
  }

  @Test
  void aTopicGetsTheRecordOfASuccess() {
    var function = events.name("destination-success");
    var recorder = events.name("destination-topic");
    events.function(function, Functions.ECHO);
    events.function(recorder, Events.RECORDER);
    var topic = events.topicFor(recorder);
    events.allow(function, "sns:Publish");
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .destinationConfig(d -> d.onSuccess(s -> s.destination(topic))));

    var id = events.send(function, "{\"a\":[1]}");

    var message = events.records(recorder).getFirst().at("/Records/0/Sns");
    assertThat(message.at("/TopicArn").asString()).isEqualTo(topic);
    assertThat(message.at("/MessageAttributes").isEmpty()).isTrue();
    var record = JSON.readTree(message.at("/Message").asString());
    assertThat(record.at("/requestContext").toString())
        .isEqualTo(
            "{\"requestId\":\"%s\",\"functionArn\":\"%s:$LATEST\",\"condition\":\"Success\",\"approximateInvokeCount\":1}"
                .formatted(id, Events.arn(function)));
    assertThat(record.at("/requestPayload").toString()).isEqualTo("{\"a\":[1]}");
    assertThat(record.at("/responseContext").toString())
        .isEqualTo("{\"statusCode\":200,\"executedVersion\":\"$LATEST\"}");
    assertThat(record.at("/responsePayload").toString()).isEqualTo("{\"a\":[1]}");
  }

  @Test
  void aBucketGetsTheRecordOfAFailure() {
    var function = events.name("destination-bucket");
    events.function(function, Events.FAILS);
    cloud.s3.createBucket(r -> r.bucket(function));
    events.allow(function, "s3:PutObject");
    failureTo(function, "arn:aws:s3:::" + function);

    var id = events.send(function, "{}");

    var object =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> cloud.s3.listObjectsV2(r -> r.bucket(function)).contents(),
                objects -> !objects.isEmpty())
            .getFirst();
    // aws/lambda/async/<function-name>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<uuid>
    assertThat(object.key())
        .matches(
            "aws/lambda/async/"
                + function
                + "/\\d{4}/\\d\\d/\\d\\d/\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}");
    var record =
        JSON.readTree(
            cloud.s3.getObjectAsBytes(r -> r.bucket(function).key(object.key())).asUtf8String());
    var day = record.at("/timestamp").asString().substring(0, 10);
    assertThat(object.key()).contains("/" + day.replace('-', '/') + "/" + day + "T");
    assertThat(record.at("/requestContext/requestId").asString()).isEqualTo(id);
    assertThat(record.at("/requestContext/condition").asString()).isEqualTo("RetriesExhausted");
    assertThat(record.at("/responsePayload/errorMessage").asString()).isEqualTo("not today");
    var inBucket = function + "/" + object.key();
    assertThat(events.awaitWay(id, "DELIVERED", 1).only(id, "DELIVERED").fact("key"))
        .isEqualTo(inBucket);
    assertThat(events.awaitWay(inBucket, "ACCEPTED", 1).ids()).containsExactly(id, inBucket);
  }

  @Test
  void whatTheRoleMayNotIsNamedAndCounted() {
    var function = events.name("destination-denied");
    var recorder = events.name("destination-never-told");
    events.function(function, Events.FAILS);
    events.function(recorder, Events.RECORDER);
    var topic = events.topicFor(recorder);
    // Lambda asks for this permission when it is told of the target; it can be taken away later.
    events.allow(function, "sns:Publish");
    cloud.lambda.updateFunctionConfiguration(
        r -> r.functionName(function).deadLetterConfig(d -> d.targetArn(topic)));
    cloud.awaitUpdated(function);
    failureTo(function, Events.arn(recorder));
    cloud.iam.deleteRolePolicy(r -> r.roleName(function).policyName("scenario"));

    var id = events.send(function, "{}");

    var denied = events.awaitWay(id, "DENIED", 2).hops(id, "DENIED");
    assertThat(denied.getFirst().resource()).isEqualTo(Events.arn(recorder));
    assertThat(denied.getFirst().text())
        .contains("assumed-role/" + function)
        .contains("lambda:InvokeFunction on resource: " + Events.arn(recorder))
        .contains("because no identity-based policy allows the lambda:InvokeFunction action");
    assertThat(denied.getLast().resource()).isEqualTo(topic);
    assertThat(denied.getLast().text())
        .contains("because no identity-based policy allows the sns:Publish action");
    for (var metric :
        new String[] {"DestinationDeliveryFailures", "DeadLetterErrors", "AsyncEventsDropped"}) {
      assertThat(events.awaitMetric(function, metric, begin, 1).sum()).as(metric).isEqualTo(1);
    }
    assertThat(cloud.log(recorder, "RECORD")).isEmpty();
  }
}
