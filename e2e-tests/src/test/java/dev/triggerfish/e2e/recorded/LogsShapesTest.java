package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** §9.2: what CloudWatch Logs says of groups and streams. */
@NobodyMovesTheClock
class LogsShapesTest {

  private static final String GROUP = "shapes-group";

  @BeforeAll
  static void groupsAreThere() {
    logs("CreateLogGroup", "{'logGroupName':'shapes-group'}").is(200);
    logs("CreateLogStream", "{'logGroupName':'shapes-group','logStreamName':'shapes-stream'}")
        .is(200);
  }

  private static Reply logs(String operation, String json) {
    return Wire.logs(operation, json.replace('\'', '"'));
  }

  @Test
  @Recorded("§9.2 DescribeLogGroups' members")
  void aGroup() {
    var reply = logs("DescribeLogGroups", "{'logGroupNamePrefix':'shapes-group'}").is(200);

    assertThat(reply.json().propertyNames()).containsExactly("logGroups");
    var group = reply.json().at("/logGroups/0");
    assertThat(group.propertyNames())
        .containsExactlyInAnyOrder(
            "arn",
            "creationTime",
            "deletionProtectionEnabled",
            "logGroupArn",
            "logGroupClass",
            "logGroupName",
            "metricFilterCount",
            "storedBytes");
    assertThat(group.get("deletionProtectionEnabled").asBoolean()).isFalse();
    assertThat(group.get("logGroupClass").asString()).isEqualTo("STANDARD");
    assertThat(group.get("metricFilterCount").asInt()).isZero();
    assertThat(group.get("storedBytes").asInt()).isZero();
    assertThat(group.get("creationTime").isIntegralNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'logGroupName':'shapes-group'}",
        "{'logGroupIdentifier':'shapes-group'}",
        "{'logGroupIdentifier':'arn:aws:logs:us-east-1:111122223333:log-group:shapes-group'}"
      })
  @Recorded("§9.2 DescribeLogStreams' members, by name and by identifier")
  void aStreamWithoutEvents(String request) {
    var reply = logs("DescribeLogStreams", request).is(200).json();

    assertThat(reply.propertyNames()).containsExactly("logStreams");
    var stream = reply.at("/logStreams/0");
    assertThat(stream.propertyNames())
        .containsExactlyInAnyOrder("arn", "creationTime", "logStreamName", "storedBytes");
    assertThat(stream.get("arn").asString())
        .isEqualTo(
            "arn:aws:logs:us-east-1:111122223333:log-group:" + GROUP + ":log-stream:shapes-stream");
    assertThat(stream.get("storedBytes").asInt()).isZero();
  }

  @Test
  @Recorded("§9.2 the length of group names")
  void aGroupNameThatIsTooLong() {
    var reply = logs("CreateLogGroup", "{'logGroupName':'" + "x".repeat(513) + "'}").is(400).json();

    assertThat(reply.get("__type").asString()).endsWith("InvalidParameterException");
    assertThat(reply.get("message").asString())
        .isEqualTo(
            "Invalid LogGroup or LogStream, both must have length less than or equal to 512.");
  }

  @Test
  @Recorded("§9.2 operations without an answer")
  void operationsWithoutAnAnswerHaveNoBody() {
    var reply = logs("CreateLogGroup", "{'logGroupName':'shapes-empty'}").is(200);

    assertThat(reply.text()).isIn("", "{}");
    assertThat(logs("DeleteLogGroup", "{'logGroupName':'shapes-empty'}").is(200).text())
        .isIn("", "{}");
  }

  @Test
  @Recorded("§9.2 a stream that is deleted is gone")
  void aDeletedStream() {
    logs("CreateLogStream", "{'logGroupName':'shapes-group','logStreamName':'to-delete'}").is(200);
    logs("DeleteLogStream", "{'logGroupName':'shapes-group','logStreamName':'to-delete'}").is(200);

    assertThat(
            logs(
                    "DescribeLogStreams",
                    "{'logGroupName':'shapes-group','logStreamNamePrefix':'to-delete'}")
                .is(200)
                .text())
        .isEqualTo("{\"logStreams\":[]}");
  }
}
