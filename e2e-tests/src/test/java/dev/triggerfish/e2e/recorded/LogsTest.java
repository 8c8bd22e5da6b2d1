package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** §9.2: CloudWatch Logs. */
@NobodyMovesTheClock
class LogsTest {

  private static final String INVALID = "InvalidParameterException";
  private static final String NOT_FOUND = "ResourceNotFoundException";

  @BeforeAll
  static void aStreamIsThere() {
    logs("CreateLogGroup", "{'logGroupName':'logs-group'}").is(200);
    logs("CreateLogStream", "{'logGroupName':'logs-group','logStreamName':'stream'}").is(200);
  }

  private static Reply logs(String operation, String json) {
    return Wire.logs(operation, json.replace('\'', '"'));
  }

  /** The whole error, and no header for its code: the JSON-RPC protocol has it in the body. */
  private static void assertError(Reply reply, String code, String message) {
    reply.is(400);
    var body = reply.json();
    assertThat(body.propertyNames()).containsExactly("__type", "message");
    assertThat(body.get("__type").asString()).endsWith(code);
    assertThat(body.get("message").asString()).isEqualTo(message);
    assertThat(reply.header("Content-Type")).isEqualTo("application/x-amz-json-1.1");
  }

  @Test
  @Recorded("§9.2 CreateLogGroup exists")
  void aGroupThatExists() {
    assertError(
        logs("CreateLogGroup", "{'logGroupName':'logs-group'}"),
        "ResourceAlreadyExistsException",
        "The specified log group already exists");
  }

  @Test
  @Recorded("§9.2 CreateLogStream exists")
  void aStreamThatExists() {
    assertError(
        logs("CreateLogStream", "{'logGroupName':'logs-group','logStreamName':'stream'}"),
        "ResourceAlreadyExistsException",
        "The specified log stream already exists");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CreateLogStream   | {'logGroupName':'nope','logStreamName':'s'}
          DeleteLogGroup    | {'logGroupName':'nope'}
          DeleteLogStream   | {'logGroupName':'nope','logStreamName':'s'}
          DescribeLogStreams| {'logGroupName':'nope'}
          GetLogEvents      | {'logGroupName':'nope','logStreamName':'s'}
          FilterLogEvents   | {'logGroupName':'nope'}
          PutRetentionPolicy| {'logGroupName':'nope','retentionInDays':7}
          PutLogEvents      | {'logGroupName':'nope','logStreamName':'s','logEvents':[{'timestamp':1,'message':'x'}]}
          """)
  @Recorded("§9.2 group missing")
  void aGroupThatIsMissing(String operation, String json) {
    assertError(logs(operation, json), NOT_FOUND, "The specified log group does not exist.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetLogEvents    | {'logGroupName':'logs-group','logStreamName':'nope'}
          DeleteLogStream | {'logGroupName':'logs-group','logStreamName':'nope'}
          PutLogEvents    | {'logGroupName':'logs-group','logStreamName':'nope','logEvents':[{'timestamp':1,'message':'x'}]}
          """)
  @Recorded("§9.2 stream missing")
  void aStreamThatIsMissing(String operation, String json) {
    assertError(logs(operation, json), NOT_FOUND, "The specified log stream does not exist.");
  }

  @Test
  @Recorded("§9.2 PutLogEvents not in chronological order")
  void eventsInTheWrongOrder() {
    var now = System.currentTimeMillis();

    assertError(
        put("stream", now, now - 1000),
        INVALID,
        "Log events in a single PutLogEvents request must be in chronological order.");
  }

  private static Reply put(String stream, long... timestamps) {
    var request = Reply.JSON.createObjectNode();
    request.put("logGroupName", "logs-group").put("logStreamName", stream);
    var events = request.putArray("logEvents");
    for (var timestamp : timestamps) {
      events.addObject().put("timestamp", timestamp).put("message", "at " + timestamp);
    }
    return Wire.logs("PutLogEvents", request.toString());
  }

  @Test
  @Recorded("§9.2 PutLogEvents too old")
  void eventsThatAreTooOld() {
    var reply = put("stream", System.currentTimeMillis() - 15L * 24 * 3600 * 1000).is(200).json();

    assertThat(reply.propertyNames())
        .containsExactlyInAnyOrder("nextSequenceToken", "rejectedLogEventsInfo");
    assertThat(reply.get("rejectedLogEventsInfo"))
        .isEqualTo(Reply.JSON.readTree("{\"tooOldLogEventEndIndex\":1}"));
  }

  @Test
  @Recorded("§9.2 PutLogEvents too new")
  void eventsThatAreTooNew() {
    var reply = put("stream", System.currentTimeMillis() + 3L * 3600 * 1000).is(200).json();

    assertThat(reply.get("rejectedLogEventsInfo"))
        .isEqualTo(Reply.JSON.readTree("{\"tooNewLogEventStartIndex\":0}"));
  }

  @Test
  @Recorded("§9.2 PutLogEvents: nextSequenceToken is still answered, and nothing else")
  void acceptedEvents() {
    logs("CreateLogStream", "{'logGroupName':'logs-group','logStreamName':'accepted'}").is(200);

    var reply = put("accepted", System.currentTimeMillis()).is(200).json();

    assertThat(reply.propertyNames()).containsExactly("nextSequenceToken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetLogEvents    | {'logGroupName':'logs-group','logStreamName':'stream','limit':10001}
          FilterLogEvents | {'logGroupName':'logs-group','limit':10001}
          """)
  @Recorded("§9.2 limit")
  void aLimitThatIsTooHigh(String operation, String json) {
    assertError(
        logs(operation, json),
        INVALID,
        "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member"
            + " must have value less than or equal to 10000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetLogEvents    | {'logGroupName':'logs-group','logStreamName':'stream','nextToken':'invalid'}
          FilterLogEvents | {'logGroupName':'logs-group','nextToken':'invalid'}
          """)
  @Recorded("§9.2 bad token")
  void aTokenThatIsNone(String operation, String json) {
    assertError(logs(operation, json), INVALID, "The specified nextToken is invalid.");
  }

  @Test
  @Recorded("§9.2 GetLogEvents: tokens always, the same token at the end")
  void tokensOfGetLogEvents() {
    logs("CreateLogStream", "{'logGroupName':'logs-group','logStreamName':'tokens'}").is(200);
    var now = System.currentTimeMillis();
    put("tokens", now - 2, now - 1, now).is(200);
    var request = "{'logGroupName':'logs-group','logStreamName':'tokens','startFromHead':true%s}";

    var first = logs("GetLogEvents", request.formatted("")).is(200).json();
    var forward = first.get("nextForwardToken").asString();
    var second =
        logs("GetLogEvents", request.formatted(",'nextToken':'" + forward + "'")).is(200).json();

    assertThat(first.propertyNames())
        .containsExactlyInAnyOrder("events", "nextForwardToken", "nextBackwardToken");
    assertThat(forward).matches("f/\\d+/s");
    assertThat(first.get("nextBackwardToken").asString()).matches("b/\\d+/s");
    assertThat(first.get("events")).hasSize(3);
    assertThat(second.get("events")).isEmpty();
    assertThat(second.get("nextForwardToken").asString()).isEqualTo(forward);
  }

  @Test
  @Recorded("§9.2 GetLogEvents: the newest page unless startFromHead")
  void theNewestPageComesFirst() {
    logs("CreateLogStream", "{'logGroupName':'logs-group','logStreamName':'newest'}").is(200);
    var now = System.currentTimeMillis();
    put("newest", now - 2, now - 1, now).is(200);
    var request = "{'logGroupName':'logs-group','logStreamName':'newest','limit':2%s}";

    assertThat(times(logs("GetLogEvents", request.formatted("")))).containsExactly(now - 1, now);
    assertThat(times(logs("GetLogEvents", request.formatted(",'startFromHead':true"))))
        .containsExactly(now - 2, now - 1);
  }

  private static java.util.List<Long> times(Reply reply) {
    return reply
        .is(200)
        .json()
        .get("events")
        .valueStream()
        .map(event -> event.get("timestamp").asLong())
        .toList();
  }

  @Test
  @Recorded("§9.2 FilterLogEvents: members; searchedLogStreams is always []")
  void filteredEvents() {
    logs("CreateLogGroup", "{'logGroupName':'logs-filtered'}").is(200);
    logs("CreateLogStream", "{'logGroupName':'logs-filtered','logStreamName':'s'}").is(200);
    logs(
            "PutLogEvents",
            "{'logGroupName':'logs-filtered','logStreamName':'s','logEvents':[{'timestamp':"
                + System.currentTimeMillis()
                + ",'message':'x'}]}")
        .is(200);

    var reply = logs("FilterLogEvents", "{'logGroupName':'logs-filtered'}").is(200).json();

    assertThat(reply.propertyNames()).containsExactlyInAnyOrder("events", "searchedLogStreams");
    assertThat(reply.get("searchedLogStreams")).isEmpty();
    for (JsonNode event : reply.get("events")) {
      assertThat(event.propertyNames())
          .containsExactlyInAnyOrder(
              "logStreamName", "timestamp", "message", "ingestionTime", "eventId");
    }
  }

  @Test
  @Recorded("§9.2 ARNs of groups and streams")
  void arns() {
    var group =
        logs("DescribeLogGroups", "{'logGroupNamePrefix':'logs-group'}")
            .is(200)
            .json()
            .at("/logGroups/0");
    var stream =
        logs("DescribeLogStreams", "{'logGroupName':'logs-group','logStreamNamePrefix':'stream'}")
            .is(200)
            .json()
            .at("/logStreams/0");

    assertThat(group.get("arn").asString())
        .isEqualTo("arn:aws:logs:us-east-1:111122223333:log-group:logs-group:*");
    assertThat(group.get("logGroupArn").asString())
        .isEqualTo("arn:aws:logs:us-east-1:111122223333:log-group:logs-group");
    assertThat(stream.get("arn").asString())
        .isEqualTo("arn:aws:logs:us-east-1:111122223333:log-group:logs-group:log-stream:stream");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 6, 100})
  @Recorded("§9.2 retention in days")
  void onlySomeRetentionsAreTaken(int days) {
    logs("PutRetentionPolicy", "{'logGroupName':'logs-group','retentionInDays':" + days + "}")
        .is(400);
    logs("PutRetentionPolicy", "{'logGroupName':'logs-group','retentionInDays':30}").is(200);
  }

  @Test
  @Recorded("§9.2 prefix and pattern together")
  void aPrefixAndAPattern() {
    assertError(
        logs("DescribeLogGroups", "{'logGroupNamePrefix':'a','logGroupNamePattern':'b'}"),
        INVALID,
        "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  }

  @Test
  @Recorded("§9.2 name and identifier together")
  void aNameAndAnIdentifier() {
    assertError(
        logs(
            "DescribeLogStreams",
            "{'logGroupName':'logs-group','logGroupIdentifier':'logs-group'}"),
        "ValidationException",
        "LogGroup name and LogGroup ARN are mutually exclusive parameters.");
  }
}
