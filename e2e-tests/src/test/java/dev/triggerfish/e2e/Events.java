package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user does with events: sends them, and looks for what became of them. */
final class Events {

  /** Python that writes what it gets into its log. */
  static final String RECORDER =
      """
      import json
      def handler(event, context):
          print("RECORD " + json.dumps(event))
      """;

  /** Python that does not succeed. */
  static final String FAILS =
      """
      def handler(event, context):
          raise ValueError("not today")
      """;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MARK = "RECORD ";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Platform platform;
  private final String suffix;
  final Cloud cloud;

  Events(PlatformKind kind) {
    platform = kind.running();
    suffix = "-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    cloud = new Cloud(platform.endpoint(), Cloud.ROOT);
  }

  /** A name that no other scenario uses, on no other platform. */
  String name(String name) {
    return name + suffix;
  }

  static String arn(String function) {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
  }

  /** A Python function with a role of its own. */
  void function(String name, String code) {
    cloud.function(name, Runtime.PYTHON3_12, "index.handler", Functions.python(code));
  }

  /** Lets a role do something, and nothing else. */
  void allow(String role, String action) {
    cloud.iam.putRolePolicy(
        r ->
            r.roleName(role)
                .policyName("scenario")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow",
                     "Action":"%s","Resource":"*"}}
                    """
                        .formatted(action)));
  }

  /** Lets a service invoke a function for one of its resources. */
  void permit(String function, String principal, String source) {
    cloud.lambda.addPermission(
        r ->
            r.functionName(function)
                .statementId("source")
                .action("lambda:InvokeFunction")
                .principal(principal)
                .sourceArn(source)
                .sourceAccount("000000000000"));
  }

  /** A topic whose messages a function gets; its ARN. */
  String topicFor(String function) {
    var topic = cloud.sns.createTopic(r -> r.name(function)).topicArn();
    permit(function, "sns.amazonaws.com", topic);
    cloud.sns.subscribe(r -> r.topicArn(topic).protocol("lambda").endpoint(arn(function)));
    return topic;
  }

  /** Invokes a function with an event; the request ID. */
  String send(String function, String payload) {
    return invoke(function, payload).responseMetadata().requestId();
  }

  InvokeResponse invoke(String function, String payload) {
    return cloud.lambda.invoke(
        r ->
            r.functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(payload)));
  }

  /** What a recorder has got, once it has got something. */
  List<JsonNode> records(String recorder) {
    return cloud.awaitLog(recorder, "RECORD").stream()
        .map(event -> event.message().strip())
        .map(line -> JSON.readTree(line.substring(line.indexOf(MARK) + MARK.length())))
        .toList();
  }

  /** The way of an event, once it has got somewhere. */
  Way awaitWay(String id, String step, int times) {
    return Awaitility.await(times + " times " + step + " of " + id)
        .atMost(PATIENCE)
        .until(() -> way(id), way -> way.hops(id, step).size() == times);
  }

  Way way(String id) {
    var answer =
        platform.page("events?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8), null, null);
    return new Way(JSON.readTree(answer.body()));
  }

  /** A function's metric of some hours as one data point, once it has so many samples. */
  Datapoint awaitMetric(String function, String metric, Instant from, int samples) {
    var points =
        Awaitility.await(samples + " times " + metric + " of " + function)
            .atMost(PATIENCE)
            .until(
                () -> points(function, metric, from),
                found -> !found.isEmpty() && found.getFirst().sampleCount() >= samples);
    assertThat(points).hasSize(1);
    return points.getFirst();
  }

  private List<Datapoint> points(String function, String metric, Instant from) {
    return cloud
        .metrics
        .getMetricStatistics(
            r ->
                r.namespace("AWS/Lambda")
                    .metricName(metric)
                    .dimensions(Dimension.builder().name("FunctionName").value(function).build())
                    .startTime(from)
                    .endTime(from.plus(Duration.ofHours(3)))
                    .period((int) Duration.ofHours(3).toSeconds())
                    .statistics(Statistic.SUM, Statistic.SAMPLE_COUNT, Statistic.MAXIMUM))
        .datapoints();
  }

  /** An answer to the question why. */
  record Way(JsonNode json) {

    List<String> ids() {
      return json.path("events").valueStream().map(event -> event.path("id").asString()).toList();
    }

    List<String> causes(String id) {
      return event(id).path("causes").valueStream().map(JsonNode::asString).toList();
    }

    /** An event's steps in their order. */
    List<String> steps(String id) {
      return event(id).path("hops").valueStream().map(hop -> hop.path("step").asString()).toList();
    }

    /** What happened to an event in one way. */
    List<Hop> hops(String id, String step) {
      return event(id)
          .path("hops")
          .valueStream()
          .filter(hop -> hop.path("step").asString().equals(step))
          .map(hop -> JSON.treeToValue(hop, Hop.class))
          .toList();
    }

    Hop only(String id, String step) {
      assertThat(hops(id, step)).as(json.toPrettyString()).hasSize(1);
      return hops(id, step).getFirst();
    }

    private JsonNode event(String id) {
      return json.path("events")
          .valueStream()
          .filter(event -> event.path("id").asString().equals(id))
          .findFirst()
          .orElseGet(JSON::createObjectNode);
    }
  }

  /** One hop of it. */
  record Hop(Instant at, String step, String resource, String text, Map<String, String> facts) {

    String fact(String name) {
      return facts.getOrDefault(name, "");
    }
  }
}
