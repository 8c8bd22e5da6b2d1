package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §3.7 and §9.1: what is in a function's log stream, to the byte. */
@NobodyMovesTheClock
class FunctionLogsTest {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{1,3}Z";

  /** The messages of a group, once its REPORT lines are there. */
  private static List<String> messages(String function, int reports) {
    return Awaitility.await("the log of " + function)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> messages(function),
            lines -> lines.stream().filter(l -> l.startsWith("REPORT")).count() == reports);
  }

  private static List<String> messages(String function) {
    var reply = Wire.logs("FilterLogEvents", "{\"logGroupName\":\"/aws/lambda/" + function + "\"}");
    return reply
        .json()
        .path("events")
        .valueStream()
        .map(event -> event.get("message").asString())
        // Ours: what this machine cannot do as AWS does.
        .filter(message -> !message.startsWith("TRIGGERFISH "))
        .toList();
  }

  private static String invoked(String function) {
    return String.valueOf(Fixture.invoke(function, "{}").is(200).header("x-amzn-RequestId"));
  }

  @Test
  @Recorded("§3.7 INIT_START, START, print(), END, REPORT of a cold and a warm invocation")
  void platformLines() {
    Fixture.function("logs-print", Functions.python("def handler(event, context): print(event)"));
    var cold = invoked("logs-print");
    var warm = invoked("logs-print");

    var lines = messages("logs-print", 2);

    assertThat(lines).hasSize(9);
    assertThat(lines.get(0))
        .matches(
            "INIT_START Runtime Version: python:3\\.12\\.v\\d+\tRuntime Version ARN:"
                + " arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}\n");
    assertThat(lines.get(1)).isEqualTo("START RequestId: " + cold + " Version: $LATEST\n");
    assertThat(lines.get(2)).isEqualTo("{}\n");
    assertThat(lines.get(3)).isEqualTo("END RequestId: " + cold + "\n");
    assertThat(lines.get(4))
        .matches(
            "REPORT RequestId: "
                + cold
                + "\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\t"
                + "Max Memory Used: \\d+ MB\tInit Duration: \\d+\\.\\d\\d ms\t\n");
    assertThat(lines.get(5)).isEqualTo("START RequestId: " + warm + " Version: $LATEST\n");
    assertThat(lines.get(8))
        .matches(
            "REPORT RequestId: "
                + warm
                + "\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\t"
                + "Max Memory Used: \\d+ MB\t\n");
  }

  @Test
  @Recorded("§3.7 Python logging")
  void pythonLogging() {
    Fixture.function(
        "logs-logging",
        Functions.python(
            """
            import logging
            logging.getLogger().setLevel(logging.INFO)
            def handler(event, context): logging.info("a message")
            """));
    var id = invoked("logs-logging");

    assertThat(messages("logs-logging", 1).get(2))
        .matches("\\[INFO]\t" + TIME + "\t" + id + "\ta message\n");
  }

  @Test
  @Recorded("§3.7 Python traceback: one event, NBSP, no line feed at its end")
  void pythonTraceback() {
    Fixture.function(
        "logs-traceback",
        Functions.python(
            """
            class CustomException(Exception):
                pass

            def handler(event, context):
                raise CustomException("some error occurred")
            """));
    invoked("logs-traceback");

    assertThat(messages("logs-traceback", 1).get(2))
        .isEqualTo(
            "[ERROR] CustomException: some error occurred\nTraceback (most recent call last):\n"
                + "\u00a0\u00a0File \"/var/task/index.py\", line 5, in handler\n"
                + "\u00a0\u00a0\u00a0\u00a0raise CustomException(\"some error occurred\")");
  }

  @Test
  @Recorded("§3.7 Node console: INFO, WARN, ERROR, DEBUG")
  void nodeConsole() {
    Fixture.node(
        "logs-console",
        """
        export const handler = async (event) => {
          console.log(event); console.info('i'); console.warn('w'); console.error('e'); console.debug('d');
        };
        """);
    var id = invoked("logs-console");

    var lines = messages("logs-console", 1);

    assertThat(lines.get(2)).matches(TIME + "\t" + id + "\tINFO\t\\{}\n");
    assertThat(lines.get(3)).matches(TIME + "\t" + id + "\tINFO\ti\n");
    assertThat(lines.get(4)).matches(TIME + "\t" + id + "\tWARN\tw\n");
    assertThat(lines.get(5)).matches(TIME + "\t" + id + "\tERROR\te\n");
    assertThat(lines.get(6)).matches(TIME + "\t" + id + "\tDEBUG\td\n");
  }

  @Test
  @Recorded("§3.7 Node, Invoke Error")
  void nodeInvokeError() {
    Fixture.node(
        "logs-invoke-error", "export const handler = async () => { throw new Error('x'); };");
    var id = invoked("logs-invoke-error");

    assertThat(messages("logs-invoke-error", 1).get(2))
        .matches(
            TIME
                + "\t"
                + id
                + "\tERROR\tInvoke Error \t\\{\"errorType\":\"Error\",\"errorMessage\":\"x\","
                + "\"stack\":\\[\"Error: x\",.*]}\n");
  }

  @Test
  @Recorded("§3.7 REPORT of a time-out")
  void timeout() {
    Fixture.function(
        "logs-late",
        Functions.python(
            """
            import time
            def handler(event, context): time.sleep(10)
            """),
        request -> request.put("Timeout", 1));
    invoked("logs-late");

    assertThat(messages("logs-late", 1).getLast())
        .contains("\tDuration: 1000.00 ms\t")
        .contains("\tStatus: timeout");
  }

  @Test
  @Recorded("§3.7 REPORT of an exit")
  void exit() {
    Fixture.function(
        "logs-exit",
        Functions.python(
            """
            import os
            def handler(event, context): os._exit(1)
            """));
    invoked("logs-exit");

    assertThat(messages("logs-exit", 1).getLast())
        .contains("\tStatus: error\tError Type: Runtime.ExitError");
  }

  @Test
  @Recorded("§3.7 events have a timestamp, a message and an ingestion time")
  void eventMembers() {
    Fixture.function("logs-members", Functions.python("def handler(event, context): pass"));
    invoked("logs-members");
    messages("logs-members", 1);
    var group = "\"logGroupName\":\"/aws/lambda/logs-members\"";
    var streams = Wire.logs("DescribeLogStreams", "{" + group + "}").is(200).json();
    var stream = streams.at("/logStreams/0/logStreamName").asString();

    var events =
        Wire.logs("GetLogEvents", "{" + group + ",\"logStreamName\":\"" + stream + "\"}")
            .is(200)
            .json()
            .get("events");

    assertThat(stream).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST][0-9a-f]{32}");
    for (JsonNode event : events) {
      assertThat(event.propertyNames())
          .containsExactlyInAnyOrder("timestamp", "message", "ingestionTime");
    }
  }

  @Test
  @Recorded("§9.1 the group is made at the first write and never expires")
  void groupOfAFunction() {
    Fixture.function("logs-group", Functions.python("def handler(event, context): pass"));
    assertThat(group("logs-group")).isEmpty();
    invoked("logs-group");
    messages("logs-group", 1);

    var groups = group("logs-group");

    assertThat(groups).hasSize(1);
    assertThat(groups.getFirst().get("logGroupName").asString())
        .isEqualTo("/aws/lambda/logs-group");
    assertThat(groups.getFirst().has("retentionInDays")).isFalse();
  }

  private static List<JsonNode> group(String function) {
    return Wire.logs(
            "DescribeLogGroups", "{\"logGroupNamePrefix\":\"/aws/lambda/" + function + "\"}")
        .is(200)
        .json()
        .get("logGroups")
        .valueStream()
        .toList();
  }
}
