package dev.triggerfish.allinone.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * The tour: what a function may, which version answers, how many run, who may call, what it costs.
 */
final class Tour {

  private static final String NAME = "hello";
  private static final String BASIC =
      "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern REASON =
      Pattern.compile("\"reason\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final DemoCloud cloud;
  private final Narrator narrator;
  private final AtomicInteger invocations = new AtomicInteger();

  Tour(DemoCloud cloud, Narrator narrator) {
    this.cloud = cloud;
    this.narrator = narrator;
  }

  void run() throws Exception {
    function();
    permissions();
    versions();
    limits();
    frontDoor();
    numbers();
    narrator.say("\nThat was all. './triggerfish start' starts one that stays.");
  }

  private Language language() throws IOException, InterruptedException {
    var health = cloud.get("/_triggerfish/health").body();
    return health.lines().anyMatch(line -> line.matches("invoker\\.python\\s+up.*"))
        ? Language.PYTHON
        : Language.NODE;
  }

  private void function() throws IOException, InterruptedException {
    narrator.chapter("A function, in a process of its own");
    var language = language();
    narrator.command(
        "aws iam create-role --role-name hello ...   # may be assumed, and may nothing");
    var trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    var role =
        cloud.iam.createRole(create -> create.roleName(NAME).assumeRolePolicyDocument(trust));
    narrator.command(
        "aws lambda create-function --function-name hello --runtime "
            + language.runtime()
            + " ...");
    cloud.lambda.createFunction(
        create ->
            create
                .functionName(NAME)
                .runtime(language.runtime())
                .handler("index.handler")
                .role(role.role().arn())
                .timeout(10)
                .memorySize(512)
                .code(code -> code.zipFile(language.code("Hello"))));
    cloud.lambda.waiter().waitUntilFunctionActiveV2(get -> get.functionName(NAME));
    narrator.command("aws lambda invoke --function-name hello --log-type Tail ...");
    var first = invoke(NAME, "{\"name\":\"you\"}");
    narrator.answer(first.payload().asUtf8String());
    narrator.answer(report(first));
    narrator.answer(report(invoke(NAME, "{}")) + "   # warm");
  }

  private void permissions() throws IOException, InterruptedException {
    narrator.chapter(
        "Permissions are enforced: the role may not write logs, so nothing was written");
    narrator.command("aws logs describe-log-groups");
    narrator.answer(cloud.logs.describeLogGroups().logGroups().size() + " groups");
    narrator.command("curl " + cloud.address() + "/_triggerfish/denials");
    await("the denial", () -> denial("logs:") != null);
    narrator.answer(String.valueOf(denial("logs:")));
    narrator.command("aws iam attach-role-policy --role-name hello --policy-arn " + BASIC);
    cloud.iam.attachRolePolicy(attach -> attach.roleName(NAME).policyArn(BASIC));
    invoke(NAME, "{\"name\":\"the log\"}");
    narrator.command(
        "aws logs filter-log-events --log-group-name /aws/lambda/hello --filter-pattern asked");
    await("the log line", () -> !lines().isEmpty());
    narrator.answer(lines().getFirst());
  }

  private List<String> lines() {
    try {
      return cloud
          .logs
          .filterLogEvents(f -> f.logGroupName("/aws/lambda/hello").filterPattern("asked"))
          .events()
          .stream()
          .map(event -> event.message())
          .toList();
    } catch (software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException e) {
      return List.of();
    }
  }

  private void versions() throws IOException, InterruptedException {
    narrator.chapter("Versions are frozen, an alias shifts traffic between them");
    narrator.command("aws lambda publish-version --function-name hello      # 1");
    cloud.lambda.publishVersion(publish -> publish.functionName(NAME));
    narrator.command("aws lambda update-function-code --function-name hello --publish ...   # 2");
    var language = language();
    cloud.lambda.updateFunctionCode(
        update -> update.functionName(NAME).publish(true).zipFile(language.code("Good day")));
    cloud.lambda.waiter().waitUntilFunctionUpdatedV2(get -> get.functionName(NAME));
    narrator.command(
        "aws lambda create-alias --function-name hello --name live --function-version 1"
            + " --routing-config AdditionalVersionWeights={2=0.5}");
    cloud.lambda.createAlias(
        create ->
            create
                .functionName(NAME)
                .name("live")
                .functionVersion("1")
                .routingConfig(route -> route.additionalVersionWeights(Map.of("2", 0.5))));
    narrator.command("aws lambda invoke --function-name hello:live ...   # 100 times");
    var answers = new TreeMap<String, Integer>();
    for (var i = 0; i < 100; i++) {
      answers.merge(invoke(NAME + ":live", "{}").payload().asUtf8String(), 1, Integer::sum);
    }
    answers.forEach((answer, times) -> narrator.answer(times + " × " + answer));
  }

  private void limits() throws Exception {
    narrator.chapter("Limits hold: two at once are reserved, five come");
    narrator.command(
        "aws lambda put-function-concurrency --function-name hello --reserved-concurrent-executions 2");
    cloud.lambda.putFunctionConcurrency(
        put -> put.functionName(NAME).reservedConcurrentExecutions(2));
    narrator.command("aws lambda invoke --function-name hello ...   # 5 at once");
    var outcomes = new TreeMap<String, Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<String>>();
      for (var i = 0; i < 5; i++) {
        Callable<String> call = this::oneOfMany;
        calls.add(threads.submit(call));
      }
      for (var call : calls) {
        outcomes.merge(call.get(), 1, Integer::sum);
      }
    }
    outcomes.forEach((outcome, times) -> narrator.answer(times + " × " + outcome));
    cloud.lambda.deleteFunctionConcurrency(delete -> delete.functionName(NAME));
    narrator.command("curl " + cloud.address() + "/_triggerfish/environments");
    narrator.answer(cloud.get("/_triggerfish/environments").body());
  }

  private String oneOfMany() {
    try {
      return invoke(NAME, "{\"sleep\":1}").payload().asUtf8String();
    } catch (TooManyRequestsException e) {
      return "TooManyRequestsException, " + e.reasonAsString();
    }
  }

  private void frontDoor() throws IOException, InterruptedException {
    narrator.chapter("An HTTP API, which may not call the function until the function says so");
    var arn = cloud.lambda.getFunction(get -> get.functionName(NAME)).configuration().functionArn();
    narrator.command(
        "aws apigatewayv2 create-api --name hello --protocol-type HTTP --target " + arn);
    var api =
        cloud.apis.createApi(
            create -> create.name(NAME).protocolType(ProtocolType.HTTP).target(arn));
    var path = "/_aws/execute-api/" + api.apiId() + "/$default/any/path";
    narrator.command("curl " + api.apiEndpoint() + "/any/path");
    var refused = cloud.get(path);
    narrator.answer(refused.statusCode() + " " + refused.body());
    narrator.command("curl " + cloud.address() + "/_triggerfish/denials");
    narrator.answer(String.valueOf(denial("lambda:InvokeFunction")));
    narrator.command(
        "aws lambda add-permission --function-name hello --principal apigateway.amazonaws.com ...");
    cloud.lambda.addPermission(
        add ->
            add.functionName(NAME)
                .statementId("api")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .sourceArn("arn:aws:execute-api:us-east-1:000000000000:" + api.apiId() + "/*"));
    narrator.command("curl " + api.apiEndpoint() + "/any/path");
    var allowed = cloud.get(path);
    invocations.incrementAndGet();
    narrator.answer(allowed.statusCode() + " " + allowed.body());
  }

  private void numbers() throws IOException, InterruptedException {
    narrator.chapter("What it did, and what it would have cost");
    narrator.command(
        "aws cloudwatch get-metric-statistics --namespace AWS/Lambda --metric-name ... ");
    await("the metrics", () -> sum("Invocations") == invocations.get());
    for (var metric : List.of("Invocations", "Errors", "Throttles")) {
      narrator.answer("%-12s %.0f".formatted(metric, sum(metric)));
    }
    narrator.command("curl " + cloud.address() + "/_triggerfish/costs");
    narrator.answer(cloud.get("/_triggerfish/costs").body());
  }

  private double sum(String metric) {
    var now = Instant.now();
    return cloud
        .metrics
        .getMetricStatistics(
            get ->
                get.namespace("AWS/Lambda")
                    .metricName(metric)
                    .dimensions(Dimension.builder().name("FunctionName").value(NAME).build())
                    .startTime(now.minus(Duration.ofHours(1)))
                    .endTime(now.plus(Duration.ofMinutes(1)))
                    .period(7200)
                    .statistics(Statistic.SUM))
        .datapoints()
        .stream()
        .mapToDouble(point -> point.sum())
        .sum();
  }

  private InvokeResponse invoke(String function, String payload) {
    var response =
        cloud.lambda.invoke(
            call ->
                call.functionName(function)
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String(payload)));
    invocations.incrementAndGet();
    return response;
  }

  private static String report(InvokeResponse response) {
    var tail = new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    return tail.lines()
        .filter(line -> line.startsWith("REPORT"))
        .map(line -> line.substring(line.indexOf("Duration")).replace('\t', ' ').strip())
        .findFirst()
        .orElse("");
  }

  /** Why the newest denial of an action happened, or null. */
  private @Nullable String denial(String action) {
    try {
      return REASON
          .matcher(cloud.get("/_triggerfish/denials").body())
          .results()
          .map(found -> found.group(1).replace("\\\"", "\""))
          .filter(reason -> reason.contains(action))
          .findFirst()
          .orElse(null);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(String what, BooleanSupplier there) throws InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!there.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(what + " did not come within " + PATIENCE);
      }
      Thread.sleep(100);
    }
  }
}
