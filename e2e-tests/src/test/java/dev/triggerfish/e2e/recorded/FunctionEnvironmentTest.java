package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.ExecutableZip;
import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;

/** §3.1 to §3.4: what function code finds around itself. */
@NobodyMovesTheClock
class FunctionEnvironmentTest {

  private static final List<String> EVERYWHERE =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_RUNTIME_API",
          "AWS_XRAY_CONTEXT_MISSING",
          "AWS_XRAY_DAEMON_ADDRESS",
          "_AWS_XRAY_DAEMON_ADDRESS",
          "_AWS_XRAY_DAEMON_PORT",
          "_HANDLER",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR",
          "LANG",
          "TZ",
          "PATH",
          "LD_LIBRARY_PATH",
          // Of the function itself.
          "TEST_KEY",
          // Ours: how function code finds this cloud instead of AWS's.
          "AWS_ENDPOINT_URL");

  private static Set<String> with(String... more) {
    var all = new HashSet<>(EVERYWHERE);
    all.addAll(List.of(more));
    return all;
  }

  private static JsonNode python() {
    return environment(
        "env-python",
        "python3.12",
        Functions.python(
            """
            import os
            def handler(event, context): return dict(os.environ)
            """));
  }

  private static JsonNode node() {
    return environment(
        "env-node",
        "nodejs22.x",
        Functions.node("export const handler = async () => ({...process.env});"));
  }

  private static JsonNode java() {
    return environment(
        "env-java",
        "java21",
        Functions.java(
            "Env",
            """
            import com.amazonaws.services.lambda.runtime.*;
            import java.util.Map;
            public class Env implements RequestHandler<Object, Map<String, String>> {
              public Map<String, String> handleRequest(Object event, Context context) {
                return System.getenv();
              }
            }
            """));
  }

  private static JsonNode provided() {
    return environment(
        "env-provided",
        "provided.al2023",
        ExecutableZip.of(
            "bootstrap",
            """
            #!/usr/bin/env python3
            import json, os, urllib.request
            seen = dict(os.environ)
            # What the interpreter of this very script adds.
            seen.pop("LC_CTYPE", None)
            base = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"
            while True:
                with urllib.request.urlopen(base + "invocation/next") as event:
                    id = event.headers["Lambda-Runtime-Aws-Request-Id"]
                urllib.request.urlopen(urllib.request.Request(
                    base + "invocation/" + id + "/response", json.dumps(seen).encode())).read()
            """));
  }

  private static JsonNode environment(String name, String runtime, SdkBytes zip) {
    Fixture.function(
        name,
        zip,
        request -> {
          request.put("Runtime", runtime).put("MemorySize", 1024).put("Timeout", 20);
          request.put(
              "Handler", runtime.startsWith("java") ? "Env::handleRequest" : "index.handler");
          request.putObject("Environment").putObject("Variables").put("TEST_KEY", "TEST_VAL");
        });
    var reply = Fixture.invoke(name, "{}").is(200);
    assertThat(reply.header("X-Amz-Function-Error")).as(reply.text()).isNull();
    return reply.json();
  }

  private static Set<String> names(JsonNode environment) {
    return new TreeSet<>(environment.propertyNames());
  }

  @Test
  @Recorded("§3.3 variables, Python")
  void pythonHasTheseVariablesAndNoOthers() {
    assertThat(names(python()))
        .containsExactlyInAnyOrderElementsOf(
            with(
                "AWS_EXECUTION_ENV", "_X_AMZN_TRACE_ID", "PWD", "SHLVL", "PYTHONPATH", "LC_CTYPE"));
  }

  @Test
  @Recorded("§3.3 variables, Node")
  void nodeHasTheseVariablesAndNoOthers() {
    assertThat(names(node()))
        .containsExactlyInAnyOrderElementsOf(
            with("AWS_EXECUTION_ENV", "_X_AMZN_TRACE_ID", "PWD", "SHLVL", "NODE_PATH"));
  }

  @Test
  @Recorded("§3.3 variables, Java: no trace id, PWD and SHLVL")
  void javaHasTheseVariablesAndNoOthers() {
    var names = new ArrayList<>(names(java()));
    // AWS's descriptor for framed logs, which our pipe has no need of.
    names.remove("_LAMBDA_TELEMETRY_LOG_FD");

    assertThat(names).containsExactlyInAnyOrderElementsOf(with("AWS_EXECUTION_ENV"));
  }

  @Test
  @Recorded("§3.3 variables, provided: no AWS_EXECUTION_ENV, PWD and SHLVL")
  void providedRuntimesHaveTheseVariablesAndNoOthers() {
    assertThat(names(provided())).containsExactlyInAnyOrderElementsOf(with());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS_REGION                      | us-east-1
          AWS_DEFAULT_REGION              | us-east-1
          AWS_EXECUTION_ENV               | AWS_Lambda_python3.12
          AWS_LAMBDA_FUNCTION_NAME        | env-python
          AWS_LAMBDA_FUNCTION_VERSION     | $LATEST
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE | 1024
          AWS_LAMBDA_LOG_GROUP_NAME       | /aws/lambda/env-python
          AWS_LAMBDA_INITIALIZATION_TYPE  | on-demand
          AWS_XRAY_CONTEXT_MISSING        | LOG_ERROR
          _AWS_XRAY_DAEMON_PORT           | 2000
          _HANDLER                        | index.handler
          LAMBDA_TASK_ROOT                | /var/task
          LAMBDA_RUNTIME_DIR              | /var/runtime
          LANG                            | en_US.UTF-8
          TZ                              | :UTC
          PWD                             | /var/task
          SHLVL                           | 0
          PYTHONPATH                      | /var/runtime
          LC_CTYPE                        | C.UTF-8
          TEST_KEY                        | TEST_VAL
          """)
  @Recorded("§3.3 values of variables")
  void variablesHaveAwsValues(String name, String value) {
    assertThat(python().get(name).asString()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS_ACCESS_KEY_ID          | ASIA[A-Z2-7]{16}
          AWS_SECRET_ACCESS_KEY      | .{40}
          AWS_LAMBDA_LOG_STREAM_NAME | \\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}
          AWS_XRAY_DAEMON_ADDRESS    | [0-9.]+:2000
          _AWS_XRAY_DAEMON_ADDRESS   | [0-9.]+
          _X_AMZN_TRACE_ID           | Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0.*
          """)
  @Recorded("§3.3 forms of values")
  void variablesHaveAwsForms(String name, String pattern) {
    assertThat(python().get(name).asString()).matches(pattern);
  }

  @Test
  @Recorded("§3.3 NODE_PATH")
  void nodeHasAwsPath() {
    // After it may come where this machine keeps modules.
    assertThat(node().get("NODE_PATH").asString())
        .startsWith(
            "/opt/nodejs/node22/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:"
                + "/var/runtime:/var/task");
  }

  @Test
  @Recorded("§3.6 error of a custom runtime: the body is given back as it is")
  void aCustomRuntimesErrorIsGivenBackAsItIs() {
    var body = "{\"errorType\":\"&alloc::boxed::Box<dyn Error>\",\"errorMessage\":\"Error: x\"}";
    Fixture.function(
        "provided-fails",
        ExecutableZip.of(
            "bootstrap",
            """
            #!/bin/sh
            base=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime
            while :; do
              id=$(curl -s -D - -o /dev/null $base/invocation/next | tr -d '\\r' | sed -n 's/^lambda-runtime-aws-request-id: //Ip')
              curl -s -o /dev/null -d '%s' $base/invocation/$id/error
            done
            """
                .formatted(body)),
        request -> request.put("Runtime", "provided.al2023"));

    var reply = Fixture.invoke("provided-fails", "{}").is(200);

    assertThat(reply.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(reply.text()).isEqualTo(body);
  }
}
