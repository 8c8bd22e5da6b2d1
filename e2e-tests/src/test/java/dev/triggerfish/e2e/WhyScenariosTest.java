package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Events.Hop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** {@code GET /_triggerfish/events}, at the front door. */
@OnSharedPlatforms
class WhyScenariosTest {

  @Parameter private PlatformKind kind;

  @ParameterizedTest
  @ValueSource(strings = {"?id=photos%2Fa%2F%2F..%3B%25", "/photos/a", "/3f0c"})
  void saysWhatCanBeAskedForWhereNothingIsKnown(String what) {
    var answer = kind.running().page("events" + what, null, null);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .startsWith("{\"message\":\"Nothing is known of '")
        .contains("Ask for the request ID of an Event invocation, the message ID");
  }

  @Test
  void followsAMessageToTheDestinationOfItsFunction() {
    var events = new Events(kind);
    var cloud = events.cloud;
    var function = events.name("why-told");
    var closed = events.name("why-closed");
    var picky = events.name("why-picky");
    var recorder = events.name("why-recorder");
    List.of(function, closed, picky).forEach(name -> events.function(name, Functions.ECHO));
    events.function(recorder, Events.RECORDER);
    events.allow(function, "lambda:InvokeFunction");
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .destinationConfig(d -> d.onSuccess(s -> s.destination(Events.arn(recorder)))));
    var topic = events.topicFor(function);
    cloud.sns.subscribe(r -> r.topicArn(topic).protocol("lambda").endpoint(Events.arn(closed)));
    cloud.sns.subscribe(
        r ->
            r.topicArn(topic)
                .protocol("lambda")
                .endpoint(Events.arn(picky))
                .attributes(Map.of("FilterPolicy", "{\"kind\":[\"rare\"]}")));

    var kindOfMessage = MessageAttributeValue.builder().dataType("String").stringValue("common");
    var message =
        cloud
            .sns
            .publish(
                r ->
                    r.topicArn(topic)
                        .message("m")
                        .messageAttributes(Map.of("kind", kindOfMessage.build())))
            .messageId();

    var request =
        events.awaitWay(message, "DELIVERED", 1).only(message, "DELIVERED").fact("requestId");
    var told =
        events.awaitWay(request, "DELIVERED", 1).only(request, "DELIVERED").fact("requestId");
    events.awaitWay(told, "ATTEMPTED", 1);
    var way = events.way(message);
    assertThat(way.ids()).containsExactly(message, request, told);
    assertThat(way.causes(request)).containsExactly(message);
    assertThat(way.causes(told)).containsExactly(request);
    assertThat(events.way(told).ids()).containsExactly(message, request, told);
    var filtered = way.only(message, "FILTERED_OUT");
    assertThat(filtered.text()).contains(Events.arn(picky)).endsWith("does not match: kind");
    var denied = way.only(message, "DENIED");
    assertThat(denied.resource()).isEqualTo(Events.arn(closed));
    assertThat(denied.text()).contains("lambda:AddPermission").contains("sns.amazonaws.com");
    assertLogged(events, function, request, way.only(request, "ATTEMPTED"));
  }

  /** Its log is where the attempt says. */
  private static void assertLogged(Events events, String function, String request, Hop attempt) {
    assertThat(attempt.fact("attempt")).isEqualTo("1");
    assertThat(attempt.fact("outcome")).isEqualTo("Succeeded");
    assertThat(attempt.fact("logGroup")).isEqualTo("/aws/lambda/" + function);
    assertThat(events.cloud.awaitLog(function, request))
        .allSatisfy(line -> assertThat(line.logStreamName()).isEqualTo(attempt.fact("logStream")));
  }

  @Test
  void namesWhatKeepsAnObjectFromItsFunction() {
    var events = new Events(kind);
    var function = events.name("why-objects");
    events.function(function, Functions.ECHO);
    notifyOfObjects(events, function);

    put(events, function, "out/a");
    put(events, function, "in/a");
    events.awaitWay(function + "/in/a", "DELIVERED", 1);
    events.cloud.lambda.removePermission(r -> r.functionName(function).statementId("source"));
    put(events, function, "in/b");

    var out = function + "/out/a";
    var filtered = events.awaitWay(out, "FILTERED_OUT", 1);
    assertThat(filtered.steps(out)).containsExactly("ACCEPTED", "FILTERED_OUT");
    assertThat(filtered.only(out, "FILTERED_OUT").text())
        .startsWith("The configuration only-in does not match: ")
        .contains("prefix \"in/\"");
    var denied = events.awaitWay(function + "/in/b", "DENIED", 1);
    assertThat(denied.only(function + "/in/b", "DENIED").resource())
        .isEqualTo(Events.arn(function));
    assertThat(denied.only(function + "/in/b", "DENIED").text())
        .startsWith("s3.amazonaws.com may not invoke the function for arn:aws:s3:::" + function)
        .contains("lambda:AddPermission");
  }

  /** The SDK within a function sends the trace of the invocation along. */
  @Test
  void followsAnObjectThroughTheCallsOfItsFunction() {
    var events = new Events(kind);
    var function = events.name("why-publishes");
    var recorder = events.name("why-hears");
    events.function(recorder, Events.RECORDER);
    var topic = events.topicFor(recorder);
    var role = events.cloud.role(function);
    events.allow(function, "sns:Publish");
    events.cloud.lambda.createFunction(
        r ->
            r.functionName(function)
                .runtime(Runtime.JAVA21)
                .handler("Teller")
                .role(role)
                .timeout(60)
                .memorySize(2_048)
                .code(c -> c.zipFile(Functions.javaWithSdk("Teller", teller(topic), "sns"))));
    events.cloud.awaitActive(function);
    notifyOfObjects(events, function);

    put(events, function, "in/a");

    var object = function + "/in/a";
    var request =
        events.awaitWay(object, "DELIVERED", 1).only(object, "DELIVERED").fact("requestId");
    assertThat(events.awaitWay(request, "ATTEMPTED", 1).only(request, "ATTEMPTED").text())
        .isEqualTo("Attempt 1: the function succeeded.");
    var message = events.records(recorder).getFirst().at("/Records/0/Sns/MessageId").asString();
    var heard =
        events.awaitWay(message, "DELIVERED", 1).only(message, "DELIVERED").fact("requestId");
    var way = events.awaitWay(heard, "ATTEMPTED", 1);
    assertThat(way.ids()).containsExactly(object, request, message, heard);
    assertThat(events.way(object).ids()).containsExactly(object, request, message, heard);
    assertThat(way.causes(request)).containsExactly(object);
    assertThat(way.causes(message)).containsExactly(request);
    assertThat(way.causes(heard)).containsExactly(message);
  }

  private static String teller(String topic) {
    return """
    import com.amazonaws.services.lambda.runtime.Context;
    import com.amazonaws.services.lambda.runtime.RequestHandler;
    import software.amazon.awssdk.services.sns.SnsClient;

    public class Teller implements RequestHandler<Object, String> {
      private final SnsClient sns = SnsClient.create();

      @Override
      public String handleRequest(Object event, Context context) {
        return sns.publish(r -> r.topicArn("%s").message("told")).messageId();
      }
    }
    """
        .formatted(topic);
  }

  /** Has a bucket of the function's name tell it of what is put below {@code in/}. */
  private static void notifyOfObjects(Events events, String function) {
    events.cloud.s3.createBucket(r -> r.bucket(function));
    events.permit(function, "s3.amazonaws.com", "arn:aws:s3:::" + function);
    var onlyIn =
        LambdaFunctionConfiguration.builder()
            .id("only-in")
            .lambdaFunctionArn(Events.arn(function))
            .events(Event.S3_OBJECT_CREATED)
            .filter(
                f ->
                    f.key(
                        k ->
                            k.filterRules(
                                FilterRule.builder().name("prefix").value("in/").build())));
    events.cloud.s3.putBucketNotificationConfiguration(
        r ->
            r.bucket(function)
                .notificationConfiguration(n -> n.lambdaFunctionConfigurations(onlyIn.build())));
  }

  private static void put(Events events, String bucket, String key) {
    events.cloud.s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x"));
  }
}
