package dev.triggerfish.e2e.recorded;

import dev.triggerfish.e2e.Functions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Roles and functions for the tests, made over the wire and shared by name. */
final class Fixture {

  static final String FUNCTIONS = "/2015-03-31/functions";

  static final String LAMBDA_TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

  static final String ACCOUNT_TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["sts:AssumeRole","sts:TagSession"]}]}""";

  private static final Set<String> MADE = new HashSet<>();

  private Fixture() {}

  /** The role that all functions share, which may write logs. */
  static synchronized String role() {
    if (MADE.add("role/recorded")) {
      Wire.iam("CreateRole", "RoleName", "recorded", "AssumeRolePolicyDocument", LAMBDA_TRUST)
          .is(200);
      Wire.iam(
              "AttachRolePolicy",
              "RoleName",
              "recorded",
              "PolicyArn",
              "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
          .is(200);
    }
    return "arn:aws:iam::111122223333:role/recorded";
  }

  /** A valid request to create a Python function, to be changed before it is sent. */
  static ObjectNode request(String name, SdkBytes zip) {
    var request = Reply.JSON.createObjectNode();
    request.put("FunctionName", name);
    request.put("Runtime", "python3.12");
    request.put("Handler", "index.handler");
    request.put("Role", role());
    request.putObject("Code").put("ZipFile", base64(zip));
    return request;
  }

  static ObjectNode request(String name) {
    return request(name, Functions.python("def handler(event, context): return event"));
  }

  static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }

  static Reply create(JsonNode request) {
    return Wire.lambda("POST", FUNCTIONS, request.toString());
  }

  /** A function that gives back what it is given, shared by all tests. */
  static String echo() {
    return function("echo", Functions.python("def handler(event, context): return event"));
  }

  /** The same for payloads that a busy machine cannot pass in the usual three seconds. */
  static String echoOfLargePayloads() {
    return function(
        "echo-large",
        Functions.python("def handler(event, context): return event"),
        request -> request.put("Timeout", 60));
  }

  static String function(String name, SdkBytes zip) {
    return function(name, zip, request -> {});
  }

  /** Made once for all tests, and active. */
  static synchronized String function(String name, SdkBytes zip, Consumer<ObjectNode> change) {
    if (MADE.add(name)) {
      var request = request(name, zip);
      change.accept(request);
      create(request).is(201);
      awaitActive(name);
    }
    return name;
  }

  static String node(String name, String source) {
    return function(name, Functions.node(source), request -> request.put("Runtime", "nodejs22.x"));
  }

  static JsonNode awaitActive(String name) {
    return Awaitility.await(name + " is active")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> configuration(name), Fixture::isSettled);
  }

  private static boolean isSettled(JsonNode configuration) {
    return configuration.path("State").asString().equals("Active")
        && configuration.path("LastUpdateStatus").asString().equals("Successful");
  }

  static JsonNode configuration(String name) {
    return Wire.lambda("GET", FUNCTIONS + "/" + name + "/configuration", "").is(200).json();
  }

  static Reply invoke(String name, String payload, String... headers) {
    return Wire.lambda("POST", FUNCTIONS + "/" + name + "/invocations", payload, headers);
  }

  /** The tail of the log that came with the answer. */
  static String tail(Reply reply) {
    var tail = reply.header("X-Amz-Log-Result");
    return tail == null
        ? ""
        : SdkBytes.fromByteArray(Base64.getDecoder().decode(tail)).asUtf8String();
  }
}
