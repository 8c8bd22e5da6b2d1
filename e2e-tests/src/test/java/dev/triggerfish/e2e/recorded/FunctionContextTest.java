package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** §3.3, context values, and what stays from one invocation to the next. */
@NobodyMovesTheClock
class FunctionContextTest {

  @Test
  @Recorded("§3.3 client_context: {client, custom, env}")
  void theClientsContextReachesTheHandler() {
    Fixture.function(
        "context-client",
        Functions.python(
            """
            def handler(event, context):
                c = context.client_context
                return {"custom": c.custom, "env": c.env, "title": c.client.app_title}
            """));
    var context =
        "{\"custom\":{\"foo\":\"bar\"},\"env\":{\"a\":\"é\"},\"client\":{\"app_title\":\"t\"}}";

    var reply =
        Fixture.invoke(
            "context-client",
            "{}",
            "X-Amz-Client-Context",
            Base64.getEncoder().encodeToString(context.getBytes(StandardCharsets.UTF_8)));

    assertThat(reply.is(200).json())
        .isEqualTo(
            Reply.JSON.readTree(
                "{\"custom\":{\"foo\":\"bar\"},\"env\":{\"a\":\"é\"},\"title\":\"t\"}"));
  }

  @Test
  @Recorded("§3.3 context values, Node")
  void nodesContext() {
    Fixture.node("context-node", "export const handler = async (event, context) => context;");

    var reply = Fixture.invoke("context-node", "{}").is(200);

    var context = reply.json();
    assertThat(context.get("functionName").asString()).isEqualTo("context-node");
    assertThat(context.get("functionVersion").asString()).isEqualTo("$LATEST");
    assertThat(context.get("memoryLimitInMB").asString()).isEqualTo("128");
    assertThat(context.get("logGroupName").asString()).isEqualTo("/aws/lambda/context-node");
    assertThat(context.get("invokedFunctionArn").asString())
        .isEqualTo("arn:aws:lambda:us-east-1:111122223333:function:context-node");
    assertThat(context.get("awsRequestId").asString()).isEqualTo(reply.header("x-amzn-RequestId"));
    assertThat(context.has("clientContext")).isFalse();
  }

  @Test
  @Recorded("§3.3 context values, Java")
  void javasContext() {
    Fixture.function(
        "context-java",
        Functions.java(
            "Seen",
            """
            import com.amazonaws.services.lambda.runtime.*;
            import java.util.*;
            public class Seen implements RequestHandler<Object, List<String>> {
              public List<String> handleRequest(Object event, Context c) {
                return List.of(c.getFunctionName(), c.getFunctionVersion(), c.getLogGroupName(),
                    String.valueOf(c.getMemoryLimitInMB()), c.getInvokedFunctionArn(), c.getAwsRequestId());
              }
            }
            """),
        request ->
            request
                .put("Runtime", "java21")
                .put("Handler", "Seen::handleRequest")
                .put("Timeout", 20));

    var reply = Fixture.invoke("context-java", "{}").is(200);

    assertThat(reply.json().valueStream().map(value -> value.asString()).toList())
        .containsExactly(
            "context-java",
            "$LATEST",
            "/aws/lambda/context-java",
            "128",
            "arn:aws:lambda:us-east-1:111122223333:function:context-java",
            reply.header("x-amzn-RequestId"));
  }

  @Test
  @Recorded("§3.1 globals stay between invocations, Python")
  void pythonsGlobalsStay() {
    Fixture.function(
        "cache-python",
        Functions.python(
            """
            counter = 0
            def handler(event, context):
                global counter
                counter += 1
                return {"counter": counter - 1}
            """));

    assertThat(Fixture.invoke("cache-python", "{}").text()).isEqualTo("{\"counter\": 0}");
    assertThat(Fixture.invoke("cache-python", "{}").text()).isEqualTo("{\"counter\": 1}");
  }

  @Test
  @Recorded("§3.1 globals stay between invocations, Node")
  void nodesGlobalsStay() {
    Fixture.node(
        "cache-node",
        "let counter = 0; export const handler = async () => ({ counter: counter++ });");

    assertThat(Fixture.invoke("cache-node", "{}").text()).isEqualTo("{\"counter\":0}");
    assertThat(Fixture.invoke("cache-node", "{}").text()).isEqualTo("{\"counter\":1}");
  }
}
