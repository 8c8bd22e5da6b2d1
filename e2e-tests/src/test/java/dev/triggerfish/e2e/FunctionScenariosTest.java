package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.State;

/** A function from its creation to its deletion. */
@OnSharedPlatforms
class FunctionScenariosTest {

  @Parameter private PlatformKind kind;

  /** One function per runtime, and the same function with another answer. */
  enum Language {
    PYTHON(Runtime.PYTHON3_12, "index.handler") {
      @Override
      SdkBytes answering(String answer) {
        return Functions.python(
            """
            def handler(event, context):
                print("heard", event["name"])
                return {"answer": "%s", "name": event["name"]}
            """
                .formatted(answer));
      }
    },
    NODE(Runtime.NODEJS20_X, "index.handler") {
      @Override
      SdkBytes answering(String answer) {
        return Functions.node(
            """
            export const handler = async (event) => {
              console.log("heard", event.name);
              return {answer: "%s", name: event.name};
            };
            """
                .formatted(answer));
      }
    },
    JAVA(Runtime.JAVA21, "Hello::handle") {
      @Override
      SdkBytes answering(String answer) {
        return Functions.java(
            "Hello",
            """
            import com.amazonaws.services.lambda.runtime.Context;
            import java.util.Map;
            public class Hello {
              public Map<String, String> handle(Map<String, String> event, Context context) {
                context.getLogger().log("heard " + event.get("name"));
                return Map.of("answer", "%s", "name", event.get("name"));
              }
            }
            """
                .formatted(answer));
      }
    },
    PROVIDED(Runtime.PROVIDED_AL2023, "ignored") {
      @Override
      SdkBytes answering(String answer) {
        return ExecutableZip.of(
            "bootstrap",
            """
            #!/usr/bin/env python3
            import http.client, json, os
            host, _, path = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
            base = "/" + path + "/2018-06-01/runtime/invocation/"
            api = http.client.HTTPConnection(host)
            while True:
                api.request("GET", base + "next")
                next = api.getresponse()
                event = json.loads(next.read())
                print("heard", event["name"], flush=True)
                answer = json.dumps({"answer": "%s", "name": event["name"]})
                api.request("POST", base + next.getheader("Lambda-Runtime-Aws-Request-Id") + "/response", answer)
                api.getresponse().read()
            """
                .formatted(answer));
      }
    };

    final Runtime runtime;
    final String handler;

    Language(Runtime runtime, String handler) {
      this.runtime = runtime;
      this.handler = handler;
    }

    abstract SdkBytes answering(String answer);
  }

  @ParameterizedTest
  @EnumSource
  void runsLogsAndChanges(Language language) {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    var name = "hello-" + language.name().toLowerCase(java.util.Locale.ROOT);
    cloud.function(name, language.runtime, language.handler, language.answering("first"));

    var response = cloud.invoke(name, "{\"name\":\"world\"}");

    assertThat(response.functionError()).as(response.payload().asUtf8String()).isNull();
    assertThat(response.payload().asUtf8String()).contains("\"first\"").contains("\"world\"");
    assertThat(response.executedVersion()).isEqualTo("$LATEST");
    assertThat(Cloud.tail(response))
        .contains("START RequestId: ", "heard world", "END RequestId: ", "Init Duration: ");
    assertThat(cloud.awaitLog(name, "heard world")).hasSize(1);
    assertThat(cloud.awaitLog(name, "REPORT RequestId")).hasSize(1);

    cloud.update(name, language.answering("second"));

    assertThat(cloud.invoke(name, "{\"name\":\"world\"}").payload().asUtf8String())
        .contains("\"second\"");
  }

  @Test
  void isGoneOnceDeleted() {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    cloud.function(
        "short-lived", Runtime.PYTHON3_12, "index.handler", Functions.python("handler = None"));

    cloud.lambda.deleteFunction(r -> r.functionName("short-lived"));

    assertThatThrownBy(() -> cloud.invoke("short-lived", "{}"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Function not found:"
                + " arn:aws:lambda:us-east-1:000000000000:function:short-lived:$LATEST");
  }

  @Test
  void becomesActiveWithAnotherRevision() {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    var role = cloud.role("revisions");

    var created =
        cloud.lambda.createFunction(
            r ->
                r.functionName("revisions")
                    .runtime(Runtime.PYTHON3_12)
                    .handler("index.handler")
                    .role(role)
                    .code(c -> c.zipFile(Functions.python("def handler(e, c): pass"))));
    cloud.awaitActive("revisions");
    var active = cloud.lambda.getFunctionConfiguration(r -> r.functionName("revisions"));

    assertThat(created.state()).isEqualTo(State.PENDING);
    assertThat(active.state()).isEqualTo(State.ACTIVE);
    assertThat(active.revisionId()).isNotEqualTo(created.revisionId());
  }

  @Test
  void checksPermissionWithoutRunningOnADryRun() {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    cloud.function(
        "dry", Runtime.PYTHON3_12, "index.handler", Functions.python("def handler(e, c): pass"));

    var response =
        cloud.lambda.invoke(r -> r.functionName("dry").invocationType(InvocationType.DRY_RUN));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(cloud.log("dry", null)).isEmpty();
  }

  @Test
  void seesWhatLambdaTellsIt() {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    cloud.function(
        "context",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            import os
            def handler(event, context):
                return [context.function_name, context.function_version, context.invoked_function_arn,
                        context.memory_limit_in_mb, os.environ["AWS_REGION"], os.environ["GREETING"]]
            """));
    cloud.lambda.updateFunctionConfiguration(
        r -> r.functionName("context").environment(e -> e.variables(Map.of("GREETING", "ahoy"))));
    cloud.awaitUpdated("context");

    assertThat(cloud.invoke("context", "{}").payload().asUtf8String())
        .isEqualTo(
            "[\"context\", \"$LATEST\","
                + " \"arn:aws:lambda:us-east-1:000000000000:function:context\", \"128\","
                + " \"us-east-1\", \"ahoy\"]");
  }
}
