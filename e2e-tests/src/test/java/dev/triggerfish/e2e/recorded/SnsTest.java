package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** §8.1, SNS. */
@NobodyMovesTheClock
class SnsTest {

  private static final String TOPICS = "arn:aws:sns:us-east-1:111122223333:";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:sns";
  private static final Pattern ATTRIBUTE =
      Pattern.compile("<entry><key>([^<]*)</key><value>([^<]*)</value></entry>");

  private static final Pattern ERROR =
      Pattern.compile("<Code>(.*?)</Code><Message>(.*?)</Message>", Pattern.DOTALL);

  @BeforeAll
  static void aTopicIsThere() {
    sns("CreateTopic", "Name", "recorded").is(200);
  }

  private static Reply sns(String action, String... parameters) {
    return Wire.query("sns", Wire.ROOT, "2010-03-31", action, parameters);
  }

  private static void assertError(Reply reply, int status, String code, String message) {
    var error = ERROR.matcher(reply.is(status).text());
    assertThat(error.find()).as(reply.text()).isTrue();
    assertThat(error.group(1)).isEqualTo(code);
    assertThat(unescaped(error.group(2))).isEqualTo(message);
  }

  private static void assertInvalid(Reply reply, String message) {
    assertError(reply, 400, "InvalidParameter", "Invalid parameter: " + message);
  }

  private static String unescaped(String xml) {
    return xml.replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#xA;", "\n")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  private static String subscribe(String topic, String endpoint, String... attributes) {
    var text = subscribing(topic, endpoint, attributes).is(200).text();
    var start = text.indexOf("<SubscriptionArn>") + "<SubscriptionArn>".length();
    return text.substring(start, text.indexOf("</SubscriptionArn>"));
  }

  private static Reply subscribing(String topic, String endpoint, String... attributes) {
    var parameters =
        new ArrayList<>(
            List.of("TopicArn", TOPICS + topic, "Protocol", "lambda", "Endpoint", endpoint));
    for (var i = 0; i < attributes.length; i += 2) {
      parameters.addAll(
          List.of(
              "Attributes.entry." + (i / 2 + 1) + ".key",
              attributes[i],
              "Attributes.entry." + (i / 2 + 1) + ".value",
              attributes[i + 1]));
    }
    return sns("Subscribe", parameters.toArray(String[]::new));
  }

  @Test
  @Recorded("§8.1 GetTopicAttributes defaults")
  void aTopicHasTheseAttributes() {
    var text = sns("GetTopicAttributes", "TopicArn", TOPICS + "recorded").is(200).text();
    var attributes = new ArrayList<String>();
    for (var found = ATTRIBUTE.matcher(text); found.find(); ) {
      attributes.add(found.group(1) + "=" + unescaped(found.group(2)));
    }
    assertThat(attributes)
        .contains(
            "DisplayName=",
            "Owner=111122223333",
            "SubscriptionsPending=0",
            "SubscriptionsDeleted=0",
            "TopicArn=" + TOPICS + "recorded",
            "EffectiveDeliveryPolicy={\"http\":{\"defaultHealthyRetryPolicy\":"
                + "{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":3,"
                + "\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
                + "\"backoffFunction\":\"linear\"},\"disableSubscriptionOverrides\":false,"
                + "\"defaultRequestPolicy\":{\"headerContentType\":"
                + "\"text/plain; charset=UTF-8\"}}}",
            "Policy={\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":"
                + "[{\"Sid\":\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":"
                + "{\"AWS\":\"*\"},\"Action\":[\"SNS:GetTopicAttributes\","
                + "\"SNS:SetTopicAttributes\",\"SNS:AddPermission\",\"SNS:RemovePermission\","
                + "\"SNS:DeleteTopic\",\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\","
                + "\"SNS:Publish\"],\"Resource\":\""
                + TOPICS
                + "recorded\",\"Condition\":{\"StringEquals\":"
                + "{\"AWS:SourceOwner\":\"111122223333\"}}}]}");
  }

  @Test
  @Recorded("§8.1 CreateTopic idempotent")
  void aTopicIsMadeOnce() {
    var name = List.of("Attributes.entry.1.key", "DisplayName", "Attributes.entry.1.value");
    var first = new ArrayList<>(List.of("Name", "once"));
    first.addAll(name);
    first.add("A");
    sns("CreateTopic", first.toArray(String[]::new)).is(200);
    sns("CreateTopic", first.toArray(String[]::new)).is(200);
    first.set(first.size() - 1, "B");
    assertInvalid(
        sns("CreateTopic", first.toArray(String[]::new)),
        "Attributes Reason: Topic already exists with different attributes");
    assertInvalid(
        sns("CreateTopic", "Name", "once", "Tags.member.1.Key", "k", "Tags.member.1.Value", "v"),
        "Tags Reason: Topic already exists with different tags");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "name.fifo", "a:b", "a b"})
  @Recorded("§8.1 topic names")
  void namesThatAreNone(String name) {
    assertInvalid(sns("CreateTopic", "Name", name), "Topic Name");
  }

  @Test
  @Recorded("§8.1 DeleteTopic of missing is success")
  void whatIsNotThereCanBeDeleted() {
    sns("DeleteTopic", "TopicArn", TOPICS + "nope").is(200);
  }

  @Test
  @Recorded("§8.1 NotFound")
  void aTopicThatIsNotThere() {
    assertError(
        sns("GetTopicAttributes", "TopicArn", TOPICS + "nope"),
        404,
        "NotFound",
        "Topic does not exist");
    assertError(
        sns("Publish", "TopicArn", TOPICS + "nope", "Message", "m"),
        404,
        "NotFound",
        "Topic does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``            | ``           | Empty message
          LONG          | ``           | Message too long
          m             | EMPTY        | Subject
          JSON []       | ``           | Message Structure - JSON message body failed to parse
          JSON x        | ``           | Message Structure - JSON message body failed to parse
          JSON {}       | ``           | Message Structure - No default entry in JSON message body
          """)
  @Recorded("§8.1 Publish limits")
  void messagesThatAreNone(String message, String subject, String error) {
    var parameters = new ArrayList<>(List.of("TopicArn", TOPICS + "recorded", "Message"));
    parameters.add(message.equals("LONG") ? "m".repeat(262_145) : message.replace("JSON ", ""));
    if (message.startsWith("JSON ")) {
      parameters.addAll(List.of("MessageStructure", "json"));
    }
    if (subject.equals("EMPTY")) {
      parameters.addAll(List.of("Subject", ""));
    }
    assertInvalid(sns("Publish", parameters.toArray(String[]::new)), error);
  }

  @Test
  @Recorded("§8.1 Publish, malformed ARN")
  void anArnThatIsNone() {
    assertInvalid(
        sns("Publish", "TopicArn", "randomtopic", "Message", "m"),
        "TopicArn Reason: An ARN must have at least 6 elements, not 1");
  }

  @Test
  @Recorded("§8.1 GetSubscriptionAttributes (lambda)")
  void aSubscriptionHasTheseAttributes() {
    var arn = subscribe("recorded", FUNCTION);
    var text = sns("GetSubscriptionAttributes", "SubscriptionArn", arn).is(200).text();
    var attributes = new ArrayList<String>();
    for (var found = ATTRIBUTE.matcher(text); found.find(); ) {
      attributes.add(found.group(1) + "=" + found.group(2));
    }
    assertThat(attributes)
        .containsExactlyInAnyOrder(
            "ConfirmationWasAuthenticated=true",
            "Endpoint=" + FUNCTION,
            "Owner=111122223333",
            "PendingConfirmation=false",
            "Protocol=lambda",
            "RawMessageDelivery=false",
            "SubscriptionArn=" + arn,
            "SubscriptionPrincipal=arn:aws:iam::111122223333:root",
            "TopicArn=" + TOPICS + "recorded");
  }

  @Test
  @Recorded("§8.1 re-subscribing")
  void anEndpointIsSubscribedOnce() {
    var endpoint = FUNCTION + "-once";
    var first = subscribe("recorded", endpoint, "FilterPolicy", "{\"a\":[1]}");
    assertThat(subscribe("recorded", endpoint, "FilterPolicy", "{\"a\":[1]}")).isEqualTo(first);
    assertThat(subscribe("recorded", endpoint)).isEqualTo(first);
    assertInvalid(
        subscribing("recorded", endpoint, "FilterPolicy", "{\"a\":[2]}"),
        "Attributes Reason: Subscription already exists with different attributes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs", "https", "email"})
  void protocolsThatAreNotSimulated(String protocol) {
    assertError(
        sns(
            "Subscribe",
            "TopicArn",
            TOPICS + "recorded",
            "Protocol",
            protocol,
            "Endpoint",
            "arn:aws:sqs:us-east-1:111122223333:queue"),
        501,
        "NotImplemented",
        "Triggerfish does not simulate Protocol "
            + protocol
            + " of Subscribe yet, and will not pretend to. See docs/NOT-SIMULATED.md.");
  }

  @Test
  @Recorded("§8.1 Subscribe protocols")
  void protocolsThatAreNone() {
    assertInvalid(
        sns("Subscribe", "TopicArn", TOPICS + "recorded", "Protocol", "test-protocol"),
        "Amazon SNS does not support this protocol string: test-protocol");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"key":["v",[1]]}                       | Match value must be String, number, true, false, or null | 14
          {"key":"value"}                         | "key" must be an object or an array | 9
          {"key":[]}                              | Empty arrays are not allowed | 10
          {"key":[{"wrong":true}]}                | Unrecognized match type wrong | 22
          {"key":[{"numeric":["=","000"]}]}       | Value of equals must be numeric | 26
          {"key":[{"exists":null}]}               | exists match pattern must be either true or false. | 23
          {"key":[{"anything-but":{"suffix":"x"}}]} | Unsupported anything-but pattern: suffix | 36
          """)
  @Recorded("§8.1 filter policy error texts")
  void filterPoliciesThatAreNone(String policy, String error, int column) {
    assertInvalid(
        subscribing("recorded", FUNCTION + "-filter", "FilterPolicy", policy),
        "Attributes Reason: FilterPolicy: "
            + error
            + "\n at [Source: (String)\""
            + policy
            + "\"; line: 1, column: "
            + column
            + "]");
  }

  @Test
  @Recorded("§8.1 filter policy limits")
  void filterPoliciesThatAreTooLarge() {
    assertInvalid(
        subscribing(
            "recorded",
            FUNCTION + "-filter",
            "FilterPolicy",
            "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]}"),
        "Attributes Reason: FilterPolicy: Filter policy can not have more than 5 keys");
    assertInvalid(
        subscribing("recorded", FUNCTION + "-filter", "FilterPolicy", "{\"a\":{\"b\":[1]}}"),
        "Filter policy scope MessageAttributes does not support nested filter policy");
  }

  @Test
  @Recorded("§8.1 bad scope, bad raw flag")
  void attributesThatAreNone() {
    var arn = subscribe("recorded", FUNCTION + "-attributes");
    assertInvalid(
        set(arn, "FilterPolicyScope", "Random"),
        "FilterPolicyScope: Invalid value [Random]. Please use either MessageBody or"
            + " MessageAttributes");
    assertInvalid(
        set(arn, "RawMessageDelivery", "test-ValUe"),
        "RawMessageDelivery: Invalid value [test-ValUe]. Must be true or false.");
    assertInvalid(set(arn, "fake", "value"), "AttributeName");
  }

  private static Reply set(String subscription, String name, String value) {
    return sns(
        "SetSubscriptionAttributes",
        "SubscriptionArn",
        subscription,
        "AttributeName",
        name,
        "AttributeValue",
        value);
  }

  @Test
  @Recorded("§8.1 MessageAttributes: codes")
  void messageAttributesThatAreNone() {
    assertError(
        sns(
            "Publish",
            "TopicArn",
            TOPICS + "recorded",
            "Message",
            "m",
            "MessageAttributes.entry.1.Name",
            ".attr",
            "MessageAttributes.entry.1.Value.DataType",
            "String",
            "MessageAttributes.entry.1.Value.StringValue",
            "v"),
        400,
        "ParameterValueInvalid",
        "Invalid message attribute name starting with character '.' was found.");
  }

  @Test
  @Recorded("§8.1 PublishBatch")
  void batchesThatAreNone() {
    assertError(
        batch("a", "a"),
        400,
        "BatchEntryIdsNotDistinct",
        "Two or more batch entries in the request have the same Id.");
    assertError(
        batch("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"),
        400,
        "TooManyEntriesInBatchRequest",
        "The batch request contains more entries than permissible.");
    assertError(
        batch("message.id"),
        400,
        "InvalidBatchEntryId",
        "The Id of a batch entry in the batch request contains an impermissible character:"
            + " message.id");
  }

  private static Reply batch(String... ids) {
    var parameters = new ArrayList<>(List.of("TopicArn", TOPICS + "recorded"));
    for (var i = 0; i < ids.length; i++) {
      var entry = "PublishBatchRequestEntries.member." + (i + 1);
      parameters.addAll(List.of(entry + ".Id", ids[i], entry + ".Message", "m"));
    }
    return sns("PublishBatch", parameters.toArray(String[]::new));
  }
}
