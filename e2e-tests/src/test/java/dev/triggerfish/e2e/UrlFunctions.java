package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Functions that answer with their event, or as the body says, and their URLs. */
final class UrlFunctions {

  static final String FORBIDDEN =
      "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues, see:"
          + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}";

  /** Answers with its event, or as the body says. */
  private static final String CODE =
      """
      import json, time

      def handler(event, context):
          if event["rawPath"] == "/answer":
              return json.loads(event["body"])
          if event["rawPath"] == "/fail":
              raise Exception("no")
          if event["rawPath"] == "/late":
              time.sleep(10)
          return {"statusCode": 200, "body": json.dumps(event)}
      """;

  /** One open function for all tests of a platform, by kind. */
  private static final Map<PlatformKind, String> OPEN = new ConcurrentHashMap<>();

  private final PlatformKind kind;

  UrlFunctions(PlatformKind kind) {
    this.kind = kind;
  }

  Cloud root() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  /** A URL that everyone may call. */
  String open() {
    return OPEN.computeIfAbsent(
        kind,
        _ -> {
          var url = create("url-open", FunctionUrlAuthType.NONE);
          allowAll(root(), "url-open");
          return url;
        });
  }

  String create(String name, FunctionUrlAuthType authType) {
    var cloud = root();
    var role = cloud.role(name);
    cloud.function(name, Runtime.PYTHON3_12, "index.handler", Functions.python(CODE), role, 2);
    return cloud
        .lambda
        .createFunctionUrlConfig(r -> r.functionName(name).authType(authType))
        .functionUrl();
  }

  static void allowAll(Cloud cloud, String function) {
    allowUrl(cloud, function);
    cloud.lambda.addPermission(
        r ->
            r.functionName(function)
                .statementId("invoke")
                .action("lambda:InvokeFunction")
                .principal("*")
                .invokedViaFunctionUrl(true));
  }

  static void allowUrl(Cloud cloud, String function) {
    cloud.lambda.addPermission(
        r ->
            r.functionName(function)
                .statementId("url")
                .action("lambda:InvokeFunctionUrl")
                .principal("*")
                .functionUrlAuthType(FunctionUrlAuthType.NONE));
  }

  /** The event that a function has answered with. */
  static JsonNode event(RawExchange answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return JsonMapper.shared().readTree(new String(answer.body(), StandardCharsets.UTF_8));
  }
}
