package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.S3Wire.assertError;
import static dev.triggerfish.e2e.recorded.S3Wire.bucket;
import static dev.triggerfish.e2e.recorded.S3Wire.call;
import static dev.triggerfish.e2e.recorded.S3Wire.elements;
import static dev.triggerfish.e2e.recorded.S3Wire.get;
import static dev.triggerfish.e2e.recorded.S3Wire.put;
import static dev.triggerfish.e2e.recorded.S3Wire.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** §7.4, §7.11 and §8.2: whom S3's buckets notify, and of what. */
@NobodyMovesTheClock
class BucketNotificationsTest {

  private static final String FUNCTIONS = "arn:aws:lambda:us-east-1:111122223333:function:";
  private static final String MISSING = FUNCTIONS + "my-lambda";

  private static String configuration(String arn, String id, String event, String filter) {
    return "<CloudFunctionConfiguration>"
        + (id.isEmpty() ? "" : "<Id>" + id + "</Id>")
        + "<CloudFunction>"
        + arn
        + "</CloudFunction><Event>"
        + event
        + "</Event>"
        + filter
        + "</CloudFunctionConfiguration>";
  }

  private static String created(String arn) {
    return configuration(arn, "id123", "s3:ObjectCreated:*", "");
  }

  private static String rule(String content) {
    return "<Filter><S3Key><FilterRule>" + content + "</FilterRule></S3Key></Filter>";
  }

  private static Reply configure(String bucket, String configurations, String... headers) {
    bucket(bucket);
    return put(
        bucket + "?notification",
        "<NotificationConfiguration>" + configurations + "</NotificationConfiguration>",
        headers);
  }

  private static Reply unasked(String configurations) {
    return configure("recorded-told", configurations, "x-amz-skip-destination-validation", "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  @Recorded("§7.11 bad ARN; s3/test_invalid_lambda_arn")
  void functionsThatAreNone(String skipped) {
    assertError(
        configure(
            "recorded-told",
            created("invalid-queue"),
            "x-amz-skip-destination-validation",
            skipped),
        400,
        "InvalidArgument",
        "The ARN could not be parsed",
        "ArgumentName",
        "CloudFunction",
        "ArgumentValue",
        "invalid-queue");
  }

  @Test
  @Recorded("§7.11 S3; s3/test_invalid_lambda_arn, s3/test_multiple_invalid_sqs_arns")
  void functionsThatMayNotBeInvoked() {
    assertError(
        configure(
            "recorded-told",
            created(MISSING) + configuration(MISSING + "-2", "id2", "s3:ObjectRemoved:*", "")),
        400,
        "InvalidArgument",
        "Unable to validate the following destination configurations",
        "ArgumentName1",
        MISSING + ", null",
        "ArgumentValue1",
        "Not authorized to invoke function [" + MISSING + "]",
        "ArgumentName2",
        MISSING + "-2, null",
        "ArgumentValue2",
        "Not authorized to invoke function [" + MISSING + "-2]");
  }

  @Test
  @Recorded("§11.1.13 skip-validation; §8.2 rule names, empty body")
  void aConfigurationComesBackAndIsEndedByAnEmptyOne() {
    unasked(
            configuration(
                MISSING,
                "id123",
                "s3:ObjectCreated:*",
                rule("<Name>suffix</Name><Value>.txt</Value>")))
        .is(200);
    var shown = get("recorded-told?notification").is(200);
    assertThat(elements(shown))
        .containsEntry("Id", "id123")
        .containsEntry("CloudFunction", MISSING)
        .containsEntry("Event", "s3:ObjectCreated:*")
        .containsEntry("Name", "Suffix")
        .containsEntry("Value", ".txt");
    configure("recorded-told", "").is(200);
    assertThat(texts(get("recorded-told?notification").is(200), "CloudFunction")).isEmpty();
  }

  @Test
  @Recorded("§8.2 auto Id")
  void whatHasNoNameIsGivenOne() {
    bucket("recorded-named");
    configure(
            "recorded-named",
            configuration(MISSING, "", "s3:ObjectCreated:*", ""),
            "x-amz-skip-destination-validation",
            "true")
        .is(200);
    assertThat(elements(get("recorded-named?notification").is(200)).get("Id")).isNotEmpty();
  }

  @Test
  @Recorded("s3/test_bucket_notification_with_invalid_filter_rules")
  void rulesThatAreNone() {
    assertError(
        unasked(
            configuration(
                MISSING, "", "s3:ObjectCreated:*", rule("<Name>INVALID</Name><Value>x</Value>"))),
        400,
        "InvalidArgument",
        "filter rule name must be either prefix or suffix",
        "ArgumentName",
        "FilterRule.Name",
        "ArgumentValue",
        "INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<Name>prefix</Name>", "<Value>x</Value>"})
  @Recorded("s3/test_bucket_notification_with_missing_values_in_rule")
  void rulesThatAreNotWhole(String rule) {
    assertError(
        unasked(configuration(MISSING, "", "s3:ObjectCreated:*", rule(rule))),
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema");
  }

  @Test
  void configurationsThatOverlap() {
    assertError(
        unasked(created(MISSING) + configuration(MISSING, "2", "s3:ObjectCreated:Put", "")),
        400,
        "InvalidArgument",
        "Configurations overlap. Configurations on the same bucket cannot share a common event"
            + " type.");
  }

  @Test
  @Recorded("§7.4 S3 → Lambda")
  void anEventIsAsS3WritesIt() {
    bucket("recorded-event");
    var function =
        Fixture.function(
            "s3-event",
            Functions.python(
                "import json\ndef handler(event, context): print('EVENT ' + json.dumps(event))"));
    Wire.lambda(
            "POST",
            "/2015-03-31/functions/" + function + "/policy",
            "{\"StatementId\":\"s3\",\"Action\":\"lambda:InvokeFunction\","
                + "\"Principal\":\"s3.amazonaws.com\",\"SourceAccount\":\"111122223333\","
                + "\"SourceArn\":\"arn:aws:s3:::recorded-event\"}")
        .is(201);
    configure(
            "recorded-event",
            created(FUNCTIONS + function)
                + configuration(FUNCTIONS + function, "gone", "s3:ObjectRemoved:*", ""))
        .is(200);

    put("recorded-event/a%20key%C3%A4", "hello world").is(200);
    call("DELETE", "recorded-event/a%20key%C3%A4", "").is(204);

    var records = awaitRecords(function);
    var made = only(records, "ObjectCreated:Put");
    assertThat(made.propertyNames())
        .containsExactlyInAnyOrder(
            "eventVersion",
            "eventSource",
            "awsRegion",
            "eventTime",
            "eventName",
            "userIdentity",
            "requestParameters",
            "responseElements",
            "s3");
    assertThat(made.get("eventVersion").asString()).isEqualTo("2.1");
    assertThat(made.get("eventSource").asString()).isEqualTo("aws:s3");
    assertThat(made.get("awsRegion").asString()).isEqualTo("us-east-1");
    assertThat(made.get("eventTime").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(made.at("/requestParameters/sourceIPAddress").asString()).isNotEmpty();
    assertThat(made.get("responseElements").propertyNames())
        .containsExactlyInAnyOrder("x-amz-request-id", "x-amz-id-2");
    assertThat(made.get("s3").propertyNames())
        .containsExactlyInAnyOrder("s3SchemaVersion", "configurationId", "bucket", "object");
    assertThat(made.at("/s3/configurationId").asString()).isEqualTo("id123");
    assertThat(made.at("/s3/bucket").propertyNames())
        .containsExactlyInAnyOrder("name", "ownerIdentity", "arn");
    var object = made.at("/s3/object");
    assertThat(object.propertyNames())
        .containsExactlyInAnyOrder("key", "size", "eTag", "sequencer");
    assertThat(object.get("key").asString()).isEqualTo("a+key%C3%A4");
    assertThat(object.get("size").asInt()).isEqualTo(11);
    assertThat(object.get("eTag").asString()).isEqualTo("5eb63bbbe01eeed093cb22bb8f5acdc3");
    var gone = only(records, "ObjectRemoved:Delete");
    assertThat(gone.at("/s3/object").propertyNames()).containsExactlyInAnyOrder("key", "sequencer");
    assertThat(gone.at("/s3/object/sequencer").asString())
        .isGreaterThan(object.get("sequencer").asString());
  }

  private static JsonNode only(List<JsonNode> records, String event) {
    var found = records.stream().filter(r -> r.get("eventName").asString().equals(event)).toList();
    assertThat(found).as(event).hasSize(1);
    return found.getFirst();
  }

  private static List<JsonNode> awaitRecords(String function) {
    return Awaitility.await("two events")
        .until(() -> records(function), records -> records.size() == 2);
  }

  private static List<JsonNode> records(String function) {
    var reply =
        Wire.logs(
            "FilterLogEvents",
            "{\"logGroupName\":\"/aws/lambda/" + function + "\",\"filterPattern\":\"EVENT\"}");
    if (reply.status() != 200) {
      return List.of();
    }
    return reply
        .json()
        .get("events")
        .valueStream()
        .map(event -> event.get("message").asString().strip())
        .map(line -> Reply.JSON.readTree(line.substring("EVENT ".length())))
        .map(event -> event.get("Records").get(0))
        .toList();
  }
}
